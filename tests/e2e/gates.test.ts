import { ListingPage, NewListingPage } from './pages/listing-pages';
import { ReservationPage } from './pages/reservation-page';
import { expect, test, type Page } from './pages/test';
import { containing, type MessageKey, text } from './pages/texts';

const next = (page: Page, key: MessageKey) => page.getByRole('button', { name: text(key), exact: true });

test('a laptop waits until one expert has erased it and another has verified', async ({ as, marker }) => {
	const giver = await as('torbjorn');
	const receiver = await as('ragnhild');
	const eraser = await as('jonas');
	const verifier = await as('anne');
	const listingId = await new NewListingPage(giver).publish({
		title: `Bærbar HP EliteBook ${marker}`,
		type: 'Bærbar PC'
	});

	const listing = new ListingPage(receiver, listingId);
	await listing.open();
	await expect(receiver.getByText(text('listingMark_preparing'), { exact: true }).first()).toBeVisible();
	const reservationId = await listing.reserve();
	const giving = new ReservationPage(giver, reservationId);
	await giving.approve();

	await test.step('the giver cannot hand it over', async () => {
		await expect(giver.getByText(text('handoverCustodyText'))).toBeVisible();
		await expect(giving.codeField()).toHaveCount(0);
		const code = await new ReservationPage(receiver, reservationId).readCode();
		const forced = await giver.request.post(`/reservations/${reservationId}?/confirm`, {
			headers: { origin: new URL(giver.url()).origin },
			form: { pickupCode: code }
		});
		expect(await forced.json()).toMatchObject({ type: 'failure', status: 409 });
		await giving.open();
		await expect(giving.state('approved')).toBeVisible();
	});

	const custody = `/listings/${listingId}/custody`;
	await test.step('one expert erases, and is not let to verify it too', async () => {
		await eraser.goto('/expert');
		await eraser.getByRole('link', { name: new RegExp(marker) }).click();
		await eraser.goto(custody);
		await next(eraser, 'custodyReceivedDo').click();
		await next(eraser, 'custodyErasedDo').click();
		await expect(eraser.getByLabel(text('custodyMediumLabel'), { exact: true })).toHaveAccessibleDescription(
			/\S/
		);
		await eraser.getByLabel(text('custodyMediumLabel'), { exact: true }).selectOption('ssd');
		await eraser.locator('input[name=sanitisation][value=purge]').check();
		await eraser.getByLabel(text('custodyToolLabel'), { exact: true }).fill('Blancco 7.1');
		await next(eraser, 'custodyErasedDo').click();
		await expect(eraser.getByText(/Anne Byggland/).first()).toBeVisible();
		await expect(next(eraser, 'custodyVerifiedDo')).toHaveCount(0);
	});

	await test.step('another verifies and releases it', async () => {
		await verifier.goto(custody);
		await next(verifier, 'custodyVerifiedDo').click();
		await next(verifier, 'custodyReadyDo').click();
		await expect(verifier.getByLabel(text('custodyReleasedLabel'))).toHaveAccessibleDescription(
			containing('error_custodyNotReleased')
		);
		await verifier.getByLabel(text('custodyReleasedLabel')).check();
		await next(verifier, 'custodyReadyDo').click();
		await expect(verifier.getByText(text('custodyIsReady'))).toBeVisible();
	});

	await giving.handOver(await new ReservationPage(receiver, reservationId).readCode());
});

test('doors wait for the answer about their age, and an expert has the last word', async ({ as, marker }) => {
	const giver = await as('torbjorn');
	const receiver = await as('ragnhild');
	const expert = await as('anne');
	const listingId = await new NewListingPage(giver).publish({
		title: `Innerdører fra møterom ${marker}`,
		type: 'Innerdør',
		quantity: '3'
	});
	const hazard = `/listings/${listingId}/hazard`;
	const listing = new ListingPage(receiver, listingId);

	await test.step('the question comes by itself; later is allowed, but nobody can reserve', async () => {
		await expect(giver).toHaveURL(new RegExp(`${hazard}\\?new`));
		await giver.getByRole('link', { name: text('hazardLater'), exact: true }).click();
		await expect(giver.getByText(text('listingMark_toBeClarified'), { exact: true }).first()).toBeVisible();
		await listing.open();
		await expect(
			receiver.getByText(text('listingMark_toBeClarified'), { exact: true }).first()
		).toBeVisible();
		await expect(listing.reserveButton()).toHaveCount(0);
	});

	await test.step('an empty answer is refused; "I do not know" goes to an expert', async () => {
		await giver.goto(hazard);
		await next(giver, 'hazardAnswerDo').click();
		await expect(giver.getByLabel(text('hazardYearFromLabel'), { exact: true })).toHaveAccessibleDescription(
			containing('error_hazardYearMissing')
		);
		await giver.getByLabel(text('hazardUnknownLabel'), { exact: true }).check();
		await next(giver, 'hazardAnswerDo').click();
		await expect(giver.getByText(text('hazardIsExpert'))).toBeVisible();
		await listing.open();
		await expect(listing.reserveButton()).toHaveCount(0);
	});

	await test.step('the expert says it is safe, and why', async () => {
		await expert.goto(hazard);
		await expert.locator('input[name=outcome][value=ok]').check();
		await expert.getByLabel(text('hazardNoteLabel'), { exact: true }).fill('Stempel på karmen: 2004');
		await next(expert, 'hazardDecideDo').click();
		await expect(expert.getByText(text('hazardIsOk'))).toBeVisible();
	});

	await test.step('now they can be reserved and handed over', async () => {
		const reservationId = await listing.reserve('2');
		const giving = new ReservationPage(giver, reservationId);
		await giving.approve();
		await giving.handOver(await new ReservationPage(receiver, reservationId).readCode());
	});
});
