import { jsonSchema } from '../scenario/schema';
import { parseOptions } from './options';
import { print } from './print';

/** Prints the JSON Schema of a scenario, for editors and generators. */
export function printSchema(args: string[]): void {
  parseOptions(args, {}, 0);
  print(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
}
