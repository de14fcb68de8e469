import { writeFile } from 'node:fs/promises';
import { CommandFailure } from './failure.ts';
import { counted, print, shownPath } from './print.ts';

export interface SchemaOptions {
  readonly sites?: boolean;
  readonly output?: string;
}

/** `etalage schema`: the SDL of the storefront API, or with `--sites` the JSON schema of the sites file. */
export async function schema({ sites, output }: SchemaOptions): Promise<number> {
  const text = sites ? await jsonSchema() : await sdl();
  if (!output) {
    print(text);
    return 0;
  }
  await writeFile(output, `${text}\n`).catch((cause: unknown) => {
    throw new CommandFailure(`${output} cannot be written: ${(cause as Error).message}`, 'name another file', {
      cause,
    });
  });
  print(`${shownPath(output)}: ${counted(text.split('\n').length, 'line')}`);
  return 0;
}

async function jsonSchema(): Promise<string> {
  const { sitesJsonSchema } = await import('../config/sites-schema.ts');
  return JSON.stringify(sitesJsonSchema(), null, 2);
}

async function sdl(): Promise<string> {
  const [{ mergeSdl }, { readTypeDefs }] = await Promise.all([
    import('./merge-sdl.ts'),
    import('../resolvers/schema.ts'),
  ]);
  return mergeSdl(readTypeDefs());
}
