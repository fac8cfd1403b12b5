import type { ParseArgsConfig } from 'node:util';

/** Values of the options and the words after the command, as `node:util` parseArgs gives them. */
export interface Given {
	values: Readonly<Record<string, string | boolean | undefined>>;
	positionals: readonly string[];
}

/** One `omatt` command: file `commands/<words joined with ->.ts`, exported as `command`. */
export interface Command {
	/** One line for the list. */
	summary: string;
	/** After the name, such as `<scenario> [--size N]`. */
	usage?: string;
	options?: NonNullable<ParseArgsConfig['options']>;
	/** @returns the exit code, 0 when nothing is returned */
	run(given: Given): Promise<number | void>;
}

/** A call that makes no sense; the message says what is missing. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/** Writes a line for the person at the terminal. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);
