import type { App } from '$lib/app.server';
import type { SaveRequestInput } from '$lib/need/purchase-request.service.server';
import type { StateNeedInput } from '$lib/need/need.service.server';
import type { Refusal } from '$lib/need/reuse-check';
import { newId } from '$lib/platform/ids';
import { actorOf, type TestPerson } from './world';

/** States a need as this person for their own unit. @returns the need's id */
export async function aNeed(
	app: App,
	person: TestPerson,
	itemType: { id: string },
	input: Partial<StateNeedInput> = {}
): Promise<string> {
	const { needId } = await app.need.state(await actorOf(app, person), {
		id: newId(app.clock.now().getTime()),
		unitId: person.unitId,
		itemTypeId: itemType.id,
		title: 'Kontorpult',
		quantity: '5',
		neededBy: '2027-02-01',
		reason: 'Fem nye lærere',
		priceEvidence: 'none',
		wouldBuyNew: 'yes',
		...input
	});
	return needId;
}

/** Answers the first rung: we need it. */
export const weNeedIt = async (app: App, person: TestPerson, needId: string): Promise<void> =>
	app.reuseCheck.answerRung(await actorOf(app, person), needId, {
		rung: 'avoid',
		decision: 'needed',
		answers: { usedFor: 'Arbeidsplasser', howLong: 'Mange år', ifNot: 'Ingen pult' }
	});

/** Goes through the whole check and refuses everything in it. */
export async function findNothing(
	app: App,
	person: TestPerson,
	needId: string,
	reason: Refusal = 'measure'
): Promise<void> {
	const actor = await actorOf(app, person);
	await weNeedIt(app, person, needId);
	const check = await app.reuseCheck.getCheck(actor, needId);
	for (const { groupNumber } of check.groups)
		await app.reuseCheck.answerGroup(actor, needId, { groupNumber, outcome: 'refused', reason });
	if (check.rest.length) await app.reuseCheck.answerRest(actor, needId, 'condition');
	const done = await app.reuseCheck.complete(actor, needId);
	if (done.outcome !== 'completed') throw new Error('more to answer');
}

export const aRequest = (input: Partial<SaveRequestInput> = {}): SaveRequestInput => ({
	kind: 'new',
	quantity: '5',
	totalPriceOre: 2_500_000,
	quality: 'Møbelfakta',
	expectedLifetimeYears: 15,
	warrantyMonths: 60,
	spareParts: 'I ti år',
	repairability: 'Skrudd, ikke limt',
	recyclability: 'Kan tas fra hverandre',
	takeBack: 'Leverandøren henter',
	...input
});

/** Saves and submits a request. @returns its id */
export async function submitted(
	app: App,
	person: TestPerson,
	needId: string,
	input: Partial<SaveRequestInput> = {}
): Promise<string> {
	const actor = await actorOf(app, person);
	const { requestId } = await app.purchaseRequest.save(actor, needId, aRequest(input));
	await app.purchaseRequest.submit(actor, requestId);
	return requestId;
}
