import type { Connector } from '../contract/connector.ts';
import { capabilitiesOf } from './check-references.ts';
import type { SiteDirectory } from './site.ts';

/**
 * Notes on what connectors can do and no site's `sources` asks of them: nothing wrong, but often forgotten.
 */
export function listUnused(connectors: readonly Connector[], directory: SiteDirectory): string[] {
  const used = new Set(
    directory.all.flatMap(({ sources }) =>
      Object.entries(sources).flatMap(([owned, names = []]) => names.map((name) => `${owned.split('.')[0]} ${name}`)),
    ),
  );
  return connectors.flatMap((connector) => {
    const unused = capabilitiesOf(connector).filter((capability) => !used.has(`${capability} ${connector.name}`));
    return unused.length === 0
      ? []
      : [`${connector.name} has ${unused.join(', ')}, which no site's "sources" asks of it`];
  });
}
