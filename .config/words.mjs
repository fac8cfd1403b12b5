import { mkdirSync, readFileSync, rmSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const base = fileURLToPath(new URL('../src/lib/i18n/messages/nb.json', import.meta.url));
const folder = fileURLToPath(new URL('../src/lib/i18n/words/', import.meta.url));

const HEAD = '/* eslint-disable */\n';

/** @param {string} file */
function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

/**
 * Writes a module for each vocabulary of the message files (`condition_likeNew`, `condition_worn` … →
 * `words/condition.js`), so that a page gets the texts of the vocabularies it shows, and no others.
 */
export function writeWords() {
	const keys = Object.keys(JSON.parse(readFileSync(base, 'utf8'))).filter((key) => key.includes('_'));
	const vocabularies = Map.groupBy(keys, (key) => key.slice(0, key.indexOf('_')));
	const files = new Map(
		[...vocabularies].map(([vocabulary, own]) => [
			`${vocabulary}.js`,
			`${HEAD}import { ${own.join(', ')} } from '../paraglide/messages.js';\n` +
				`export const ${vocabulary} = { ${own
					.map((key) => `${JSON.stringify(key.slice(vocabulary.length + 1))}: ${key}`)
					.join(', ')} };\n`
		])
	);
	files.set(
		'index.js',
		HEAD + [...vocabularies.keys()].map((name) => `export { ${name} } from './${name}.js';\n`).join('')
	);
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(folder + name);
	for (const [name, text] of files) if (read(folder + name) !== text) writeFileSync(folder + name, text);
}

/** Keeps the vocabularies' modules up with the message files while Vite builds or serves. */
export const wordsPlugin = () => ({
	name: 'omatt-words',
	buildStart: writeWords,
	/** @param {string} file */
	watchChange(file) {
		if (file === base) writeWords();
	}
});
