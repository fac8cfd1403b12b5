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
import { containing, text } from './pages/texts';

test('a colleague takes over a draft, and is told everything that is missing at once', async ({
	as,
	marker
}) => {
	const asker = await as('ingrid');
	const colleague = await as('marit');
	const approver = await as('leif');
	const title = `Gipsplater til grupperom ${marker}`;
	const needId = await stateNeed(asker, { title, type: 'Gipsplate', quantity: '7' });
	const check = new CheckPage(asker, needId);
	await check.answerNeeded();
	await check.complete();
	const draft = new PurchasePage(asker, needId);
	await draft.open();
	await draft.chooseNew();
	await draft.fill(['quality']);
	await asker.getByRole('button', { name: text('purchaseSave'), exact: true }).click();
	await expect(asker.getByText(text('purchaseSaved'))).toBeVisible();

	await test.step('the need says whose draft it is, and leads to it', async () => {
		await colleague.goto(`/needs/${needId}`);
		await expect(colleague.getByText(text('needDraftOf', { name: 'Ingrid Solheim' }))).toBeVisible();
		await colleague.getByRole('link', { name: text('nextStep_submitPurchase') }).click();
		await expect(
			colleague.getByText(text('purchaseTakeOverTitle', { name: 'Ingrid Solheim' }))
		).toBeVisible();
	});

	const taken = new PurchasePage(colleague, needId);
	await test.step('a wrong amount and six criteria are told in one round', async () => {
		await expect(taken.field('quality')).toHaveValue(CRITERIA.quality);
		await colleague.getByLabel(text('needQuantityLabel'), { exact: true }).fill('8');
		await taken.submit();
		await expect(taken.summary()).toContainText(text('uiErrorSummaryMany', { count: 7 }));
		await expect(taken.field('takeBack')).toHaveAccessibleDescription(containing('error_required'));
		await expect(taken.summary()).toContainText(text('error_purchaseTooMuch'));
	});

	await colleague.getByLabel(text('needQuantityLabel'), { exact: true }).fill('7');
	await taken.fill((Object.keys(CRITERIA) as Criterion[]).filter((name) => name !== 'quality'));
	await taken.submit();
	await colleague.waitForURL(new RegExp(`/needs/${needId}$`));

	await openApproval(approver, title);
	await colleague.goto(approver.url());
	await expect(colleague.getByText(text('approvalMineText'))).toBeVisible();
	await expect(approveButton(colleague)).toHaveCount(0);
	await approveButton(approver).click();
	await expect(approver.getByText(text('approvalApprovedTitle'))).toBeVisible();
});

test('a manager says no to doing without, and the unit reads why', async ({ as, marker }) => {
	const asker = await as('ingrid');
	const manager = await as('marit');
	const title = `Gipsplater til lager ${marker}`;
	const why = `Dere trenger dem til branncellen ${marker}`;
	const needId = await stateNeed(asker, { title, type: 'Gipsplate', quantity: '3' });
	await asker.getByLabel(text('checkUsedForLabel'), { exact: true }).fill('Vegg');
	await asker.getByLabel(text('checkHowLongLabel'), { exact: true }).fill('Lenge');
	await asker.getByLabel(text('checkIfNotLabel'), { exact: true }).fill('Ingenting');
	await asker.locator('input[name=decision][value=without]').check();
	await asker.getByLabel(text('checkWithoutNoteLabel')).fill('Vi lar det være');
	await asker.getByRole('button', { name: text('checkAvoidSubmitWithout'), exact: true }).click();
	await asker.waitForURL(new RegExp(`/needs/${needId}$`));

	await manager.goto('/approvals');
	const drop = manager.getByRole('listitem').filter({ hasText: title });
	const no = drop.getByRole('button', { name: text('approvalDeclineDropOf', { title }), exact: true });
	await drop.locator('summary').click();
	await no.click();
	await expect(drop.getByLabel(text('approvalDeclineDropReason'))).toHaveAccessibleDescription(
		containing('error_required')
	);
	await drop.getByLabel(text('approvalDeclineDropReason')).fill(why);
	await no.click();
	await expect(manager.getByText(text('approvalDropDeclined'))).toBeVisible();
	await expect(drop).toHaveCount(0);

	await asker.goto(`/needs/${needId}`);
	await expect(asker.getByText(why)).toBeVisible();
	await asker.getByRole('link', { name: text('nextStep_answerCheck') }).click();
	await expect(asker.locator('input[name=decision][value=needed]')).toBeVisible();
});
