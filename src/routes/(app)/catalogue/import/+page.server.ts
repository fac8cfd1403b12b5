import { fail } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { readCatalogueFile, type FileProblem, type PlannedType } from '$lib/catalogue/catalogue-file';
import { codeText } from '$lib/i18n/code-text';
import { errorText } from '$lib/i18n/error-text';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { AppError } from '$lib/platform/errors';
import { guarded } from '$lib/platform/http/page-load.server';
import type { Actions, PageServerLoadEvent, RequestEvent } from './$types';

export const load = guarded(({ locals }: PageServerLoadEvent) => {
	requireActor(locals);
});

const shownProblem = ({ code, line, field }: FileProblem) => ({ text: errorText(code), line, field });
const shownType = ({ key, names, pack, outcome, fields, refusals }: PlannedType) => ({
	key,
	name: names[getLocale()],
	pack: codeText(words.pack, pack),
	outcome,
	fields: fields.map((field) => codeText(words.catalogueField, field)),
	refusals: refusals.map(({ field, code }) => ({ field, text: errorText(code) }))
});
const OUTCOMES = ['added', 'changed', 'refused', 'same'] as const;
/** What happens to whom; types that stay as they are, are only counted. */
const shownPlan = (types: readonly PlannedType[]) => ({
	counts: OUTCOMES.map((outcome) => ({
		outcome,
		count: types.filter((type) => type.outcome === outcome).length
	})),
	types: types.filter(({ outcome }) => outcome !== 'same').map(shownType)
});

const refusedWith = (status: 413 | 422 | 409, ...problems: FileProblem[]) =>
	fail(status, { problems: problems.map(shownProblem) });
const only = (code: string): FileProblem => ({ code, line: null, field: '' });

/** The file is tried first; its text comes back with the plan, so that it is that file and no other which is taken in. */
async function tryFile({ request, locals }: RequestEvent) {
	const actor = requireActor(locals);
	const upload = (await request.formData()).get('file');
	if (!(upload instanceof File) || upload.size === 0) return refusedWith(422, only('catalogueFileMissing'));
	const bytes = new Uint8Array(await upload.arrayBuffer());
	const read = readCatalogueFile(bytes);
	if (!read.ok) return refusedWith(422, ...read.problems);
	const { types, mark } = await app.catalogueFile.tryFile(actor, read.file);
	return { tried: { ...shownPlan(types), mark, text: JSON.stringify(read.file) } };
}

async function confirm({ request, locals }: RequestEvent) {
	const actor = requireActor(locals);
	const data = await request.formData();
	const [text, mark] = [data.get('text'), data.get('mark')];
	if (typeof text !== 'string' || typeof mark !== 'string')
		return refusedWith(422, only('catalogueFileMissing'));
	const read = readCatalogueFile(new TextEncoder().encode(text));
	if (!read.ok) return refusedWith(422, ...read.problems);
	try {
		const { types } = await app.catalogueFile.importFile(actor, read.file, mark);
		return { done: shownPlan(types) };
	} catch (error) {
		if (error instanceof AppError && error.code === 'catalogueMoved')
			return refusedWith(409, only(error.code));
		throw error;
	}
}

export const actions = { try: guarded(tryFile), confirm: guarded(confirm) } satisfies Actions;
