import { z } from 'zod';
import type { CallSite } from '../../src/contract/call.ts';
import type { Finding } from '../../src/contract/connector.ts';
import { ConnectorError } from '../../src/contract/errors.ts';
import { settingsOf, type VendureApi } from './api.ts';

const answer = z.object({
  activeChannel: z.object({
    code: z.string(),
    token: z.string(),
    defaultLanguageCode: z.string(),
    availableLanguageCodes: z.array(z.string()).nullable(),
    availableCurrencyCodes: z.array(z.string()),
  }),
});
const channelDocument =
  '{ activeChannel { code token defaultLanguageCode availableLanguageCodes availableCurrencyCodes } }';

/**
 * What would go wrong with each site: its settings, its channel token, its currency and language in that channel, and
 * whether SKUs can be looked up as this connector is told to.
 *
 * @throws {ConnectorError} when Vendure cannot be reached.
 */
export async function checkSites(
  api: VendureApi,
  sites: readonly CallSite[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const site of sites) findings.push(...(await checkSite(api, site, signal)));
  const [site] = sites;
  if (site) findings.push(...(await checkSkuLookup(api, site, signal)));
  return findings;
}

async function checkSite(api: VendureApi, site: CallSite, signal: AbortSignal): Promise<readonly Finding[]> {
  const setting = (name: string) => `settings.${api.name}.${name}`;
  const call = { site, locale: `${site.language}-${site.country}`, signal };
  const reading = await rejected(() =>
    api.query({ capability: 'check', document: channelDocument, variables: {}, data: answer }, call),
  );
  if (reading instanceof ConnectorError)
    return [
      {
        problem: `site ${site.key}: ${reading.message}`,
        fix: `Correct ${setting('channelToken')} and its neighbours for this site.`,
      },
    ];

  const { activeChannel: channel } = reading;
  const settings = settingsOf(site, api.at('check'));
  const findings: Finding[] = [];
  // A server with a single channel answers for it whatever the token.
  if (settings.channelToken && settings.channelToken !== channel.token)
    findings.push({
      problem: `site ${site.key}: no channel has the token in ${setting('channelToken')}; ${channel.code} answered instead`,
      fix: `Copy the channel's token from Vendure's settings into ${setting('channelToken')}, or leave it out for the default channel.`,
    });
  if (!channel.availableCurrencyCodes.includes(site.currency))
    findings.push({
      problem: `site ${site.key}: the channel ${channel.code} has no ${site.currency}, only ${channel.availableCurrencyCodes.join(', ')}`,
      fix: `Add ${site.currency} to the channel's available currencies in Vendure, or correct the site's currency.`,
    });
  const language = settings.languageCode ?? site.language;
  if (!(channel.availableLanguageCodes ?? []).includes(language))
    findings.push({
      problem: `site ${site.key}: the channel ${channel.code} has no language ${language}; its texts come in ${channel.defaultLanguageCode}`,
      fix: `Add ${language} to the channel's available languages in Vendure, or set ${setting('languageCode')}.`,
    });
  return findings;
}

async function checkSkuLookup(api: VendureApi, site: CallSite, signal: AbortSignal): Promise<readonly Finding[]> {
  if (api.options.skuLookup !== 'filter') return [];
  // An empty list would be Vendure's own error.
  const document = '{ products(options: { take: 1, filter: { sku: { in: [""] } } }) { totalItems } }';
  const data = z.object({ products: z.object({ totalItems: z.int() }) });
  const call = { site: { ...site, settings: {} }, locale: `${site.language}-${site.country}`, signal };
  const reading = await rejected(() => api.query({ capability: 'check', document, variables: {}, data }, call));
  if (!(reading instanceof ConnectorError)) return [];
  return [
    {
      problem: `${api.name}: products cannot be filtered by SKU (${reading.message})`,
      fix: 'Install etalagePlugin in Vendure, or set skuLookup to "search".',
    },
  ];
}

/** The value, or the refusal as a value; another failure is thrown. */
async function rejected<T>(act: () => Promise<T>): Promise<T | ConnectorError> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ConnectorError && ['CONNECTOR_REJECTED', 'CONNECTOR_DENIED'].includes(error.code))
      return error;
    throw error;
  }
}
