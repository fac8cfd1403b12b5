import { parseArgs } from 'node:util';
import { BackupError } from '$lib/platform/backup-error.server';
import { ConfigError } from '$lib/platform/config.server';
import { UsageError, say, type Command } from './command';

const FILES = import.meta.glob<Command>('./commands/*.ts', { import: 'command' });
const loaders = new Map(
	Object.entries(FILES).map(([path, load]) => [path.replace(/^.*\/|\.ts$/g, '').replaceAll('-', ' '), load])
);

async function list(): Promise<number> {
	say('Usage: npm run omatt -- <command> [options]\n\nCommands:');
	for (const [name, load] of [...loaders].sort(([a], [b]) => a.localeCompare(b))) {
		const { usage = '', summary } = await load();
		say(`  ${`${name} ${usage}`.trim().padEnd(44)} ${summary}`);
	}
	return 0;
}

function help(name: string, { summary, usage, options = {} }: Command): number {
	say(`${summary}\n\nUsage: npm run omatt -- ${[name, usage].filter(Boolean).join(' ')}`);
	const named = Object.entries(options).map(([option, { type }]) =>
		type === 'string' ? `  --${option} <value>` : `  --${option}`
	);
	if (named.length > 0) say(['\nOptions:', ...named].join('\n'));
	return 0;
}

async function main(words: string[]): Promise<number> {
	const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((candidate) => loaders.has(candidate));
	const load = name === undefined ? undefined : loaders.get(name);
	if (name === undefined || !load) {
		if (words.length === 0 || ['help', '--help', '-h'].includes(words[0] ?? '')) return list();
		throw new UsageError(`There is no command "${words[0]}".`);
	}
	const command = await load();
	const { values, positionals } = parseArgs({
		args: words.slice(name.split(' ').length),
		options: { ...command.options, help: { type: 'boolean', short: 'h' } },
		allowPositionals: true
	});
	if (values.help) return help(name, command);
	return (await command.run({ values: values as Record<string, string | boolean>, positionals })) ?? 0;
}

function explain(error: unknown): number {
	const { code = '' } = error as { code?: string };
	if (error instanceof ConfigError || error instanceof BackupError) {
		process.stderr.write(`${error.message}\n`);
		return 1;
	}
	if (error instanceof UsageError || String(code).startsWith('ERR_PARSE_ARGS')) {
		process.stderr.write(`${(error as Error).message}\nSee: npm run omatt -- --help\n`);
		return 2;
	}
	const { stack, cause } = error as Error;
	process.stderr.write(`${stack ?? String(error)}\n${cause ? `Because: ${String(cause)}\n` : ''}`);
	return 1;
}

process.exit(await main(process.argv.slice(2)).catch(explain));
