import { readFile } from 'node:fs/promises';
import { readCatalogueFile } from '$lib/catalogue/catalogue-file';
import { errorText } from '$lib/i18n/error-text';
import { say, UsageError, type Command } from '../command';
import { withApp } from '../with-app';

export const command: Command = {
	summary: 'Takes a catalogue file into the instance; --dry-run only says what it would do',
	usage: '<file> [--dry-run]',
	options: { 'dry-run': { type: 'boolean' } },
	async run({ values, positionals: [path] }) {
		if (path === undefined) throw new UsageError('Which file?');
		const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
			throw new UsageError(`${path} cannot be read (${error.code ?? error.message}).`);
		});
		return withApp(async (app) => {
			const read = readCatalogueFile(bytes);
			if (!read.ok) {
				for (const { line, field, code } of read.problems)
					say([line === null ? '' : `line ${line}`, field, errorText(code)].filter(Boolean).join(': '));
				say('Nothing was changed.');
				return 1;
			}
			// The machine needs the register before mappings can be held against it.
			await app.benefit.installRegister();
			const { types } = values['dry-run']
				? await app.catalogueFile.tryFile(null, read.file)
				: await app.catalogueFile.importFile(null, read.file);
			for (const { key, outcome, fields, refusals } of types) {
				if (outcome === 'same') continue;
				say(`${outcome} ${key}${outcome === 'changed' ? `: ${fields.join(', ')}` : ''}`);
				for (const { field, code } of refusals) say(`  ${field}: ${errorText(code)}`);
			}
			const count = (wanted: string) => types.filter(({ outcome }) => outcome === wanted).length;
			say(
				`${count('added')} added, ${count('changed')} changed, ${count('same')} as before, ${count('refused')} refused.` +
					(values['dry-run'] ? ' Nothing was changed: this was a dry run.' : '')
			);
			return count('refused') > 0 ? 1 : 0;
		});
	}
};
