import { app } from '$lib/app.server';
import { addListingPhotos } from '$lib/integration/listing-api.schema';
import { listingJson } from '$lib/integration/listing-json';
import { storePhotos } from '$lib/integration/photo-upload.server';
import { endpoint } from '../../../endpoint.server';

export const POST = endpoint(addListingPhotos, async ({ actor, params: { id }, files }) => {
	const { detail } = await app.listing.getForEdit(actor, id);
	const { results, photoIds } = await storePhotos(app.photo, actor, files, detail.photos.length);
	await app.listing.addPhotos(actor, { id, photoIds });
	const { photos } = listingJson(await app.listing.getListing(actor, id), actor);
	const isWhole = results.every(({ status }) => status === 'stored');
	return { status: isWhole ? 201 : 207, body: { results, photos } };
});
