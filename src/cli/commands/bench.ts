import type { Bench } from '../bench';
import { UsageError, say, type Command } from '../command';

const FILES = import.meta.glob<Bench>('../benches/*.ts', { import: 'bench' });
const loaders = new Map(
	Object.entries(FILES).map(([path, load]) => [path.replace(/^.*\/|\.ts$/g, ''), load])
);

function sizeOf(text: string | boolean | undefined): number | undefined {
	if (text === undefined) return undefined;
	const size = Number(text);
	if (!Number.isSafeInteger(size) || size < 1) throw new UsageError('--size must be a whole number from 1.');
	return size;
}

async function list(): Promise<void> {
	for (const [name, load] of loaders) say(`  ${name.padEnd(14)} ${(await load()).summary}`);
}

export const command: Command = {
	summary: 'Measures something; without a name it lists what there is',
	usage: '[name] [--size N] [--json]',
	options: { size: { type: 'string' }, json: { type: 'boolean' } },
	async run({ values, positionals: [name] }) {
		if (name === undefined) return list();
		const load = loaders.get(name);
		if (!load) throw new UsageError(`There is no measurement "${name}".`);
		const size = sizeOf(values.size);
		const json = values.json === true;
		const bench = await load();
		const { ok, figures } = await bench.run({ json, ...(size && { size }) });
		if (json) say(JSON.stringify({ name, ok, ...figures }));
		else for (const [figure, value] of Object.entries(figures)) say(`${figure}: ${value}`);
		return ok ? 0 : 1;
	}
};
