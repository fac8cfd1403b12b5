import { app } from '$lib/app.server';
import { definedOnly } from '$lib/integration/common.schema';
import { typeMeant } from '$lib/integration/listing-json';
import { createNeed, listNeeds } from '$lib/integration/need-api.schema';
import { needJson, needSummaryJson } from '$lib/integration/need-json';
import { endpoint } from '../endpoint.server';

export const GET = endpoint(listNeeds, async ({ actor, query: { state, scope, limit, cursor } }) => {
	const { items, nextCursor } = await app.need.listNeeds(actor, {
		scope,
		limit,
		...(state && { states: [state] }),
		...(cursor && { before: cursor })
	});
	return { status: 200, body: { items: items.map(needSummaryJson), nextCursor } };
});

export const POST = endpoint(createNeed, async ({ actor, tokenUnitId, body, newId }) => {
	const { type: _type, pack: _pack, measure: _measure, attributes, ...stated } = body;
	const type = typeMeant(await app.catalogue.listTypes(), { ...definedOnly(body), words: [body.title] });
	const { needId } = await app.need.state(actor, {
		...definedOnly(stated),
		...(attributes && { attributes }),
		id: newId(),
		unitId: tokenUnitId,
		itemTypeId: type.id
	});
	return { status: 201, body: needJson(await app.need.getNeed(actor, needId)) };
});
