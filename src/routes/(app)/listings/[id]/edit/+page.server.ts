import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import {
	formatDimension,
	quantityInputValue,
	type AttributeValues,
	type CatalogueType
} from '$lib/catalogue/catalogue';
import { errorText } from '$lib/i18n/error-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import { formTypes, type ListingDraft } from '$lib/listing/form-type';
import { editListingForm, photoForm, withdrawForm } from '$lib/listing/listing.schema';
import { AppError } from '$lib/platform/errors';
import { formAction } from '$lib/platform/http/form-action.server';
import { asHttpError, guarded } from '$lib/platform/http/page-load.server';
import { WITHDRAW_REASONS } from '$lib/listing/listing';
import { reasonOptions } from '$lib/reason/reason';
import { LOSSES } from '$lib/stock/stock';
import type { Actions, PageServerLoadEvent, RequestEvent } from './$types';

/** Stored attributes as they stand in their fields. */
function typed(type: CatalogueType, values: AttributeValues, serial: string | null): Record<string, string> {
	const texts: Record<string, string> = {};
	for (const definition of type.attributes) {
		const value = values[definition.key];
		if (definition.kind === 'identifier') texts[definition.key] = serial ?? '';
		else if (value === undefined) continue;
		else if (typeof value !== 'object') texts[definition.key] = String(value);
		else if ('from' in value) texts[definition.key] = `${value.from}-${value.to}`;
		else
			texts[definition.key] = formatDimension(
				value,
				definition.kind === 'dimension' ? definition.unit : 'mm'
			);
	}
	return texts;
}

export const load = guarded(async ({ locals, params }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const { detail, type, row, typeSettled, unit } = await app.listing.getForEdit(actor, params.id);
	const draft: ListingDraft = {
		title: row.title,
		itemTypeId: type.id,
		quantity: quantityInputValue(row.onHandMilli),
		condition: row.condition,
		description: row.description,
		attributes: typed(type, row.attributes as AttributeValues, row.serial),
		yearAcquired: row.yearAcquired === null ? '' : String(row.yearAcquired),
		availableFrom: row.availableFrom ?? '',
		mustBeGoneBy: row.mustBeGoneBy ?? '',
		wouldBe: row.wouldBe,
		wouldBeEvidence: row.wouldBeEvidence ?? '',
		unitId: row.unitId,
		// What stands at a site comes back to the unit's own place.
		place: row.storageSiteId ? (unit.address ?? '') : row.place,
		district: (row.storageSiteId ? unit.district : row.district) ?? '',
		storageSiteId: row.storageSiteId ?? '',
		shelf: row.shelf ?? '',
		isPlaceHidden: row.placePrecision === 'district',
		isNarrowed: row.visibility === 'unit',
		narrowedReason: row.narrowedReason ?? '',
		narrowedUntil: row.narrowedUntil ?? ''
	};
	const alike = typeSettled
		? [type]
		: (await app.catalogue.listTypes()).filter(
				({ countedMeasure }) => countedMeasure === type.countedMeasure
			);
	const sites = await app.storage.listChoices(actor);
	// Whoever changes the listing sees where it stands, also where they may not put anything new.
	if (row.storageSiteId && row.siteName && !sites.some(({ id }) => id === row.storageSiteId))
		sites.push({ id: row.storageSiteId, name: row.siteName, district: row.district });
	// A type that is closed stays on what is of it.
	if (!alike.some(({ id }) => id === type.id)) alike.push(type);
	const [withdrawal, loss] = await Promise.all([
		app.reason.read('withdrawReason', getLocale()),
		app.reason.read('loss', getLocale())
	]);
	return {
		listing: detail,
		withdrawReasons: reasonOptions(withdrawal, WITHDRAW_REASONS),
		losses: reasonOptions(loss, LOSSES),
		draft,
		types: formTypes(alike, getLocale()),
		sites,
		typeSettled: typeSettled && errorText(typeSettled),
		isAddressProtected: unit.isAddressProtected
	};
});

const idOf = (event: { params: Partial<Record<string, string>> }) => event.params.id ?? '';

/**
 * Files that came with the form, where no script sent them ahead: each stands on its own, and those that fail say
 * which and why; those that went well are sent along by their content address.
 */
async function storeFiles(data: FormData, event: RequestEvent): Promise<Record<string, string>> {
	const actor = requireActor(event.locals);
	const files = data.getAll('files').filter((value) => value instanceof File && value.name !== '') as File[];
	const failures: string[] = [];
	for (const file of files) {
		try {
			if (file.size === 0) throw new AppError('photoEmpty', 422);
			const { photoId } = await app.photo.upload(actor, new Uint8Array(await file.arrayBuffer()));
			data.append('photos[]', photoId);
		} catch (error) {
			if (!(error instanceof AppError) || error.status === 401 || error.status === 404)
				throw asHttpError(error);
			failures.push(
				m.photoFileFailed({ name: file.name, reason: errorText(error.code, error.details.params) })
			);
		}
	}
	return failures.length > 0 ? { photos: failures.join(' ') } : {};
}

export const actions = {
	save: formAction(
		editListingForm,
		async ({ input, locals, event }) => {
			await app.listing.edit(requireActor(locals), { ...input, id: idOf(event) });
			redirect(303, `/listings/${idOf(event)}`);
		},
		storeFiles
	),
	removePhoto: formAction(photoForm, async ({ input, locals, event }) => {
		await app.listing.removePhoto(requireActor(locals), { id: idOf(event), ...input });
		redirect(303, `/listings/${idOf(event)}/edit#photos`);
	}),
	firstPhoto: formAction(photoForm, async ({ input, locals, event }) => {
		await app.listing.reorderPhotos(requireActor(locals), { id: idOf(event), order: [input.listingPhotoId] });
		redirect(303, `/listings/${idOf(event)}/edit#photos`);
	}),
	withdraw: formAction(withdrawForm, async ({ input, locals, event }) => {
		await app.listing.withdraw(requireActor(locals), { id: idOf(event), ...input });
		redirect(303, `/listings/${idOf(event)}`);
	})
} satisfies Actions;
