import { issueCode } from '$lib/i18n/error-text';
import type { z } from 'zod';
import type { FileType } from './catalogue-file.schema';

export type FileAttribute = FileType['attributes'][number];

/** The field of a form that a way into a type belongs to. */
const FIELD_OF: Record<string, string> = {
	conversion: 'factorUnits',
	hazardQuestion: 'hazardUntilYear',
	'hazardQuestion.rules': 'hazardUntilYear'
};

const fieldOf = (path: string): string => {
	const attribute = /^attributes\.[^.]+\.?(.*)$/.exec(path);
	if (attribute) return attribute[1] || 'key';
	if (path.startsWith('words')) return 'words';
	if (path.startsWith('cpv') || path.startsWith('unspsc')) return path.split('.')[0] ?? path;
	return FIELD_OF[path] ?? path.replace(/^mapping\./, '').replace(/^conversion\..*/, 'factorUnits');
};

/** What is wrong with a type, by the fields of its form. */
export const fieldsOfIssues = (issues: readonly z.core.$ZodIssue[]): Record<string, string> =>
	Object.fromEntries(issues.map((issue) => [fieldOf(issue.path.join('.')), issueCode(issue)]));

/** Why a change of a type is refused, by the fields of its form. */
export const fieldsOfRefusals = (refusals: readonly { field: string; code: string }[]) =>
	Object.fromEntries(
		refusals.map(({ field, code }) => {
			if (code === 'catalogueKindFixed') return ['kind', code];
			return [code === 'catalogueOptionKept' ? 'newOptions' : fieldOf(field), code];
		})
	);

/** A key out of a name: `Office chair, small` → `officeChairSmall`; empty where nothing is left. */
export function keyFrom(name: string): string {
	const words = name
		.toLowerCase()
		.replace(/æ/g, 'ae')
		.replace(/ø/g, 'o')
		.replace(/å/g, 'a')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.match(/[a-z0-9]+/g);
	const [first = '', ...rest] = words ?? [];
	const key =
		first.replace(/^[0-9]+/, '') + rest.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
	return key.slice(0, 60);
}

/** Words as a person lists them, by commas or lines; each once, lower case. */
export const wordsFrom = (text: string): string[] => [
	...new Set(
		text
			.toLowerCase()
			.split(/[,;\n]/)
			.map((word) => word.trim().replace(/\s+/g, ' '))
			.filter((word) => word !== '')
	)
];

/** The type with one attribute more, or with that one changed in its place. */
export function withAttribute(type: FileType, attribute: FileAttribute): FileType {
	const at = type.attributes.findIndex(({ key }) => key === attribute.key);
	const attributes = at < 0 ? [...type.attributes, attribute] : type.attributes.with(at, attribute);
	return { ...type, attributes };
}

type Texts = FileType['names'];

/**
 * New choices, one a line: `bokmål | nynorsk | engelsk`. A line with one name has it in all three languages.
 * Undefined where a line has two names or more than three.
 */
export function optionsFrom(text: string): { key: string; names: Texts }[] | undefined {
	const lines = text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const options = lines.map((line) => {
		const [nb = '', nn, en, ...more] = line.split('|').map((name) => name.trim());
		const names = { nb, nn: nn ?? nb, en: en ?? nb };
		const isWhole = (nn === undefined) === (en === undefined) && more.length === 0;
		return isWhole && nb && names.nn && names.en ? { key: keyFrom(names.en), names } : undefined;
	});
	return options.every((option) => option !== undefined) ? options : undefined;
}

/** The question about hazardous substances as the form can ask it: older things go to an expert. */
export const hazardUntil = (year: number): NonNullable<FileType['hazardQuestion']> => ({
	kind: 'yearDependent',
	unknownYear: 'expert',
	rules: [
		{
			...{ fromYear: null, toYear: year, outcome: 'expert', reason: 'unknownMaterial' },
			source: 'Set by the operator of this instance'
		},
		{
			...{ fromYear: year + 1, toYear: null, outcome: 'ok', reason: 'noKnownHazard' },
			source: 'Set by the operator of this instance'
		}
	]
});
