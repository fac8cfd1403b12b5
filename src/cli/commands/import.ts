import { readFile } from 'node:fs/promises';
import { errorText } from '$lib/i18n/error-text';
import { say, UsageError, type Command } from '../command';
import { required, withApp } from '../with-app';

export const command: Command = {
	summary: 'Takes a CSV file of units or people into an organisation; --dry-run only says what it would do',
	usage: '<file> --organisation <orgnr> [--dry-run] [--good-rows]',
	options: {
		organisation: { type: 'string' },
		'dry-run': { type: 'boolean' },
		'good-rows': { type: 'boolean' }
	},
	async run({ values, positionals: [path] }) {
		if (path === undefined) throw new UsageError('Which file?');
		const orgnr = required(values, 'organisation').replace(/\s/g, '');
		const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
			throw new UsageError(`${path} cannot be read (${error.code ?? error.message}).`);
		});
		return withApp(async (app) => {
			const { rows, kind, mark } = await app.import.tryFile({ orgnr }, bytes);
			for (const { line, name, outcome, fields, problems } of rows) {
				if (outcome === 'same') continue;
				say(`line ${line}: ${outcome} ${name}${outcome === 'changed' ? ` (${fields.join(', ')})` : ''}`);
				for (const { code, params } of problems) say(`  ${errorText(code, params)}`);
			}
			const count = (wanted: string) => rows.filter(({ outcome }) => outcome === wanted).length;
			const refused = count('refused');
			say(
				`${kind}: ${count('added')} added, ${count('changed')} changed, ${count('same')} as before, ${refused} refused.`
			);
			if (values['dry-run']) say('Nothing was changed: this was a dry run.');
			else if (refused > 0 && !values['good-rows'])
				say('Nothing was changed. Correct the file, or take the other rows with --good-rows.');
			else if (count('added') + count('changed') > 0)
				await app.import.takeIn({ orgnr }, bytes, { mark, takesGood: true });
			return refused > 0 ? 1 : 0;
		});
	}
};
