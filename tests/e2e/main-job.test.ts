import sharp from 'sharp';
import { ListingPage, NewListingPage } from './pages/listing-pages';
import { CheckPage, stateNeed } from './pages/need-pages';
import { LYING, phonePhoto } from './pages/photos';
import { ReservationPage } from './pages/reservation-page';
import { expect, idIn, test, type Page } from './pages/test';
import { plainText, startOf, text } from './pages/texts';

/** A large figure with its heading. */
const figureOf = (page: Page, name: string) =>
	page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });

test('a desk goes from one unit to another, and the purchase that was avoided can be followed back', async ({
	as,
	marker
}) => {
	const giver = await as('torbjorn');
	const receiver = await as('ingrid');
	const title = `Hev/senk-pult eik ${marker}`;

	const listingId = await test.step('the giver puts a desk out with a photo', async () => {
		const form = new NewListingPage(giver);
		const id = await form.publish({
			title,
			type: 'Hev/senk-pult',
			condition: 'likeNew',
			year: '2021',
			disposedEvidence: 'Container var bestilt, sak 26/1187',
			photo: await phonePhoto()
		});
		await expect(giver.getByText(text('listingIsPublished'))).toBeVisible();
		return id;
	});

	await test.step('the photo stands upright and tells nothing about the phone or the place', async () => {
		const listing = new ListingPage(receiver, listingId);
		await listing.open();
		await expect(listing.heading()).toHaveText(title);
		const address = await listing.photo().getAttribute('src');
		const answer = await receiver.request.get(address ?? '');
		const stored = await sharp(await answer.body()).metadata();
		expect(stored.format).toBe('webp');
		expect(stored.height / stored.width).toBeCloseTo(LYING.width / LYING.height, 1);
		expect(stored).not.toHaveProperty('exif');
		expect(stored).not.toHaveProperty('orientation');
	});

	const needId = await test.step('another unit states a need, with the quote it has', () =>
		stateNeed(receiver, {
			title: `Hev/senk-pult ${marker}`,
			type: 'Hev/senk-pult',
			quote: { price: '7 650,50', reference: 'Tilbud 2026-118' }
		}));

	const reservationId = await test.step('the check finds that desk, and it is used', async () => {
		const check = new CheckPage(receiver, needId);
		await expect(check.completeButton()).toBeHidden();
		await check.answerNeeded();
		await expect(check.step('avoid')).toContainText(text('checkAvoidNeeded'));
		await check.use(title);
		await expect(check.step('reuse')).toContainText(text('rung_used'));
		await expect(check.step('share')).toContainText(text('rung_notAvailable'));
		await check.complete();
		await expect(receiver.getByText(text('need_covered'), { exact: true })).toBeVisible();
		await receiver.getByRole('link', { name: title }).click();
		await receiver.waitForURL(/\/reservations\//);
		return idIn(receiver, 'reservations');
	});

	await test.step('the giver says yes, the receiver shows the code, the giver types it', async () => {
		await expect(new ReservationPage(receiver, reservationId).state('requested')).toBeVisible();
		const giving = new ReservationPage(giver, reservationId);
		await giving.approve();
		await expect(giver.getByText(text('reservationCodeLabel'))).toBeHidden();
		const code = await new ReservationPage(receiver, reservationId).readCode();

		await giving.codeField().fill(code === '000000' ? '000001' : '000000');
		await giving.handOverButton().click();
		await expect(giving.codeField()).toHaveAccessibleDescription(text('error_pickupCodeWrong'));
		await giving.handOver(code, { km: '12,5' });
	});

	const entry = await test.step('the avoided purchase is booked at once', async () => {
		const reservation = new ReservationPage(receiver, reservationId);
		await reservation.open();
		await expect(reservation.heading(text('handoverDoneTitle'))).toBeVisible();
		await reservation.entryLink('money').click();
		await receiver.waitForURL(/\/benefits\/[0-9a-f-]{36}/);
		return { id: idIn(receiver, 'benefits'), path: new URL(receiver.url()).pathname };
	});

	await test.step('it stands among the benefits and in the report of its pilot', async () => {
		await receiver.goto('/benefits?kind=money');
		await expect(receiver.locator(`a[href="${entry.path}"]`)).toBeVisible();

		await receiver.goto('/pilots');
		await receiver.getByRole('link', { name: 'Møbler og inventar' }).click();
		await receiver.waitForURL(/\/pilots\/[0-9a-f-]{36}/);
		const pilot = receiver.url();
		// Others book meanwhile: the figure and what it leads to are read until nothing came between.
		await expect(async () => {
			await receiver.goto(pilot);
			const figure = figureOf(receiver, text('reportMoney'));
			const shown = await plainText(figure.locator('.value'));
			await figure.getByRole('link', { name: startOf('uiSeeHowFor') }).click();
			await receiver.waitForURL(/\/benefits\?/);
			expect(await plainText(figureOf(receiver, text('benefitKind_money')).locator('.value'))).toBe(shown);
		}).toPass();
		await receiver.locator(`a[href="${entry.path}"]`).click();
		await receiver.waitForURL(new RegExp(entry.path));
	});

	await test.step('the trace shows what it is made of and computes it again', async () => {
		const quoted = receiver.getByRole('row').filter({ hasText: text('benefitOrigin_quote') });
		await expect(quoted.first()).toContainText('7 650,5');
		await expect(receiver.getByText(text('benefitMarkEvidence', { grade: 'A' }))).toBeVisible();
		await expectEqualNumbers();
		await receiver.getByRole('link', { name: text('benefitKind_co2Net') }).click();
		await expect(receiver.getByRole('heading', { level: 1 })).toHaveText(text('benefitKind_co2Net'));
		await expect(receiver.getByRole('heading', { name: text('benefitTraceFactor') })).toBeVisible();
		const factor = receiver.locator('dl').filter({ hasText: text('benefitFactorName') });
		await expect(factor).toContainText(text('benefitColumnSource'));
		await expect(factor).toContainText('CO₂e');
		await expect(receiver.getByRole('row').filter({ hasText: '12,5 km' }).first()).toBeVisible();
		await expectEqualNumbers();
		await expect(receiver.getByRole('link', { name: new RegExp(marker) }).first()).toBeVisible();
	});

	async function expectEqualNumbers(): Promise<void> {
		await expect(receiver.getByText(text('benefitTraceAllEqual'))).toBeVisible();
		const rows = receiver.getByRole('table', { name: text('benefitTraceCheck') }).locator('tbody tr');
		await expect(rows).toHaveCount(3);
		for (const row of await rows.all()) {
			const [stored = '', recomputed] = await row.getByRole('cell').allTextContents();
			expect(stored).toMatch(/\d/);
			expect(recomputed).toBe(stored);
		}
	}
});
