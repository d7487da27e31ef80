/** The terminal's entry: `clonarium COMMAND …`. */
import { ScenarioError } from '../scenario/schema';
import { bench } from './bench';
import { UsageError } from './failure';
import { commandHelp, helpPage, VERSION } from './help';
import { printParameters } from './parameters';
import { listPresets } from './presets';
import { complain, print, watchReaders } from './print';
import { fork, resume } from './resume';
import { run } from './run';
import { printSchema } from './schema';
import { printSources } from './sources';
import { verify } from './verify';

const commands: Record<string, (args: string[]) => void | Promise<void>> = {
  run,
  resume,
  fork,
  presets: listPresets,
  schema: printSchema,
  parameters: printParameters,
  sources: printSources,
  verify,
  bench,
};

async function main(args: string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    print(rest[0] && rest[0] in commands ? commandHelp(rest[0]) : helpPage());
    return;
  }
  if (name === '--version' || name === '-V') {
    print(`${VERSION}\n`);
    return;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new UsageError(
      `command: ${JSON.stringify(name)} is not one of ${Object.keys(commands).join(', ')}`,
    );
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    print(commandHelp(name));
    return;
  }
  await command(rest);
}

watchReaders();
main(process.argv.slice(2)).catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError || error instanceof ScenarioError ? 2 : 1;
});
