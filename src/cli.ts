#!/usr/bin/env node
import { run } from './cli/program.ts';

const code = await run(process.argv.slice(2));
// What was written must be out first. A connector's open socket must not keep a finished command alive.
process.stdout.write('', () => process.exit(code));
