import { NewListingPage } from './pages/listing-pages';
import {
	approveButton,
	CheckPage,
	CRITERIA,
	openApproval,
	PurchasePage,
	stateNeed,
	type Criterion
} from './pages/need-pages';
import { expect, test } from './pages/test';
import { containing, plainText, startOf, text } from './pages/texts';

test('nothing is found, another person approves, and anyone can verify the number', async ({
	as,
	marker
}) => {
	const asker = await as('marit');
	const approver = await as('leif');
	const anyone = await as('nobody');
	const title = `Gipsplater til skillevegg ${marker}`;

	const needId = await stateNeed(asker, { title, type: 'Gipsplate', quantity: '12,5' });
	const check = new CheckPage(asker, needId);
	const purchase = new PurchasePage(asker, needId);

	await test.step('no purchase can be asked for before the check is done', async () => {
		await purchase.open();
		await expect(
			asker.getByText(text('purchaseNotNow', { step: text('nextStep_answerCheck') }))
		).toBeVisible();
		await expect(asker.getByRole('button', { name: text('purchaseSubmit') })).toHaveCount(0);
	});

	await test.step('nothing is found, and the check says so', async () => {
		await check.open();
		await check.answerNeeded();
		await expect(asker.getByText(text('checkReuseNothing'))).toBeVisible();
		await expect(check.step('reuse')).toContainText(text('rung_none'));
		for (const rung of ['share', 'repair', 'cooperate'] as const)
			await expect(check.step(rung)).toContainText(text('rung_notAvailable'));
		await check.complete();
		await check.open();
		await expect(asker.getByText(startOf('checkCompletedUntil'))).toBeVisible();
	});

	await test.step('the seven criteria are asked for one by one, and nothing typed is lost', async () => {
		const known: Criterion[] = ['quality', 'spareParts'];
		const missing = (Object.keys(CRITERIA) as Criterion[]).filter((criterion) => !known.includes(criterion));
		await purchase.open();
		await purchase.chooseNew();
		await purchase.fill(known);
		await purchase.submit();
		await expect(purchase.summary()).toBeFocused();
		await expect(purchase.summary()).toContainText(text('uiErrorSummaryMany', { count: missing.length }));
		for (const criterion of missing)
			await expect(purchase.field(criterion)).toHaveAccessibleDescription(containing('error_required'));
		for (const criterion of known) await expect(purchase.field(criterion)).toHaveValue(CRITERIA[criterion]);
		await expect(asker.locator('input[name=kind][value=new]')).toBeChecked();
		await purchase.fill(missing);
		await purchase.submit();
		await asker.waitForURL(new RegExp(`/needs/${needId}$`));
		await expect(asker.getByText(text('need_purchaseRequested'), { exact: true })).toBeVisible();
	});

	const number = await test.step('who asked cannot approve; the manager above can', async () => {
		await openApproval(approver, title);
		await asker.goto(approver.url());
		await expect(asker.getByText(text('approvalMineText'))).toBeVisible();
		await expect(approveButton(asker)).toHaveCount(0);
		// The button is not what keeps one out.
		const forced = await asker.request.post(`${approver.url()}?/approve`, {
			headers: { origin: new URL(asker.url()).origin },
			form: {}
		});
		expect(await forced.json()).toMatchObject({ type: 'failure', status: 409 });

		await expect(approver.getByText(CRITERIA.takeBack)).toBeVisible();
		await approveButton(approver).click();
		const link = approver.getByRole('link', { name: /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]+)+$/ });
		return plainText(link);
	});

	await test.step('the number stands with the need, with a QR code', async () => {
		await asker.goto(`/needs/${needId}`);
		await asker
			.getByRole('link', { name: text('nextStep_showClearance') })
			.first()
			.click();
		await expect(asker.getByText(number, { exact: true })).toBeVisible();
		await expect(asker.getByRole('img', { name: text('clearanceQrAlt') })).toBeVisible();
	});

	await test.step('anyone can verify it without signing in, as it was read out or mistyped', async () => {
		await anyone.goto('/clearance');
		const field = anyone.getByLabel(text('verifyNumberLabel'), { exact: true });
		const verify = () => anyone.getByRole('button', { name: text('verifySubmit') }).click();
		await field.fill(` ${number.toLowerCase().replaceAll('-', ' ')} `);
		await verify();
		await expect(anyone).toHaveURL(new RegExp(`/clearance/${number}$`));
		await expect(anyone.getByText(text('verifyValid'))).toBeVisible();
		await expect(anyone.getByText('Gipsplate', { exact: true })).toBeVisible();
		await expect(anyone.getByText('12,5 m²').first()).toBeVisible();
		// Not who asked, nor where.
		await expect(anyone.getByRole('main')).not.toContainText('Marit');

		await field.fill('TULL-1234');
		await verify();
		await expect(anyone.getByText(text('verifyMistyped'))).toBeVisible();
		await expect(field).toHaveValue('TULL-1234');
	});
});

test('surplus that comes between the check and the approval sends the request back', async ({
	as,
	marker
}) => {
	const asker = await as('ingrid');
	const approver = await as('marit');
	const title = `Skriver til lærerrommet ${marker}`;
	const needId = await stateNeed(asker, { title, type: 'Multifunksjonsskriver' });
	const check = new CheckPage(asker, needId);
	await check.answerNeeded();
	await check.refuseAll();
	await check.complete();
	await new PurchasePage(asker, needId).ask();

	const offered = `Kopimaskin fra arkivet ${marker}`;
	const giver = await as('torbjorn');
	await new NewListingPage(giver).publish({ title: offered, type: 'Multifunksjonsskriver' });

	await openApproval(approver, title);
	await approveButton(approver).click();
	await expect(approver.getByText(text('approvalSentBackTitle'), { exact: true })).toBeVisible();
	await expect(approveButton(approver)).toHaveCount(0);

	await asker.goto(`/needs/${needId}`);
	await expect(asker.getByText(text('needSentBackTitle'))).toBeVisible();
	await asker.getByRole('button', { name: text('nextStep_checkAgain') }).click();
	await asker.waitForURL(/\/check/);
	await check.answerNeeded();
	await expect(check.group(offered)).toBeVisible();
});
