// The main job as a visitor lives it on the page: from the set-up of a ritual to the week's digest.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { House, hasBrowser, needsBrowser, type Visitor } from './visitor.ts';

describe.skipIf(!hasBrowser)(`the main job, ${needsBrowser}`, () => {
  let house: House;
  let visitor: Visitor;

  beforeAll(async () => {
    house = await House.open();
    visitor = await house.visit('#/ana/product-weekly');
  }, 30_000);
  afterAll(async () => {
    await house.close();
  });

  test('a ritual is set up in its form', async () => {
    await visitor.types('/ritual setup');
    const form = visitor.dialog;
    await form.getByLabel(/^Name of the meeting/).fill('Product weekly');
    await form.getByRole('checkbox', { name: 'Tuesday' }).check();
    await form.locator('input[type="time"]').fill('10:30');
    const zone = form.getByRole('combobox', { name: /time/i });
    await zone.fill('berl');
    await form.getByRole('option', { name: 'Europe/Berlin' }).waitFor();
    await visitor.keepsPicture('form with type-ahead');
    await zone.press('Enter');
    expect(await zone.inputValue()).toBe('Europe/Berlin');
    await visitor.submits();
    await expect.poll(() => visitor.page.getByRole('dialog').innerText()).toMatch(/Tuesday/);
    await visitor.page.keyboard.press('Escape');
    await visitor.dialog.waitFor({ state: 'detached' });
  });

  test('the meeting ends, and what was decided is recorded', async () => {
    await visitor.travels('Next meeting’s end');
    await visitor.message('has ended').waitFor();
    await visitor.becomes('ben');
    await visitor.presses('Record a decision', visitor.message('has ended'));
    await visitor.dialog.getByLabel(/^What was decided/).fill('Drop phone support on the free plan');
    await visitor.keepsPicture('record a decision');
    await visitor.submits();
    await visitor.message('Drop phone support on the free plan').waitFor();
    await visitor.page.keyboard.press('Escape');
  });

  test('three people answer, and nobody sees more than that they did', async () => {
    const root = () => visitor.message('hidden until');
    await visitor.presses(/love it/, root());
    await visitor.message('Only visible to you').waitFor();
    await visitor.becomes('ana');
    await visitor.presses(/be fine/, root());
    await visitor.becomes('grace');
    await visitor.presses('Why / change', root());
    await visitor.dialog.getByRole('radio', { name: /dislike it/ }).check();
    await visitor.dialog.getByLabel(/^Why/).fill('Small shops call us when payroll fails');
    await visitor.submits();
    await visitor.message(/3 of 6 answered/).waitFor();
    await visitor.page.keyboard.press('Escape');
    await visitor.becomes('hiro');
    const seen = await visitor.page.getByRole('main').innerText();
    expect(seen).not.toMatch(/payroll|█/);
    // Hiro reads the close in his own zone: half past ten in Berlin is half past six in Tokyo.
    expect(seen).toMatch(/hidden until [^\n]*6:30/);
    await visitor.keepsPicture('before the reveal');
  });

  test('at the close the tallies show, dissent first, and the owner settles it', async () => {
    await visitor.travels('Round’s close');
    await visitor.message('the answers are in').waitFor();
    await visitor.becomes('ben');
    await visitor.presses(/repl(y|ies)/, visitor.message('the answers are in'));
    const thread = visitor.page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Small shops call us when payroll fails').waitFor();
    expect(await thread.innerText()).toMatch(/dislike it: [\s\S]*Grace[\s\S]*love it: [\s\S]*Ben/);
    await visitor.keepsPicture('the reveal');
    await visitor.presses('Reverse it', thread);
    await visitor.submits();
    await visitor.dialog.getByText('required').waitFor();
    expect(await visitor.dialog.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    await visitor.keepsPicture('what is wrong, beside its field');
    await visitor.dialog.getByRole('textbox').fill('Payroll week needs a voice on the phone');
    await visitor.submits();
    await thread
      .getByText(/Reversed/)
      .first()
      .waitFor();
    await visitor.page.keyboard.press('Escape');
    await visitor.presses('Close the thread');
  });

  test('a customer’s words are kept from a message, and found again', async () => {
    await visitor.becomes('grace');
    await visitor.types('Globex told me that they love the new importer');
    const said = visitor.message('love the new importer');
    await said.hover();
    await visitor.presses('More actions', said);
    await visitor.presses(/^Save as customer voice/, said);
    await visitor.dialog
      .getByLabel(/^Customer/)
      .first()
      .fill('Globex');
    await visitor.keepsPicture('keep a voice');
    await visitor.submits();
    // Saved: the form is gone, or says so and has nothing to fill in any more.
    await visitor.dialog.getByRole('textbox').first().waitFor({ state: 'detached' });
    await visitor.page.keyboard.press('Escape');
    await visitor.dialog.waitFor({ state: 'detached' });
    await visitor.types('/voc search importer');
    const found = visitor.message('Only visible to you');
    await expect.poll(() => found.innerText()).toMatch(/importer[\s\S]*Globex/);
    await visitor.keepsPicture('find a voice');
  });

  test('on Monday the sponsor reads the week', async () => {
    await visitor.travels('Monday’s digest');
    await visitor.becomes('chloe');
    await visitor.goes(/^Empty Chair(?!.*Home)/);
    const digest = visitor.message('Week to');
    await digest.getByText('Product weekly').first().waitFor();
    await visitor.keepsPicture('the digest');
    await visitor.goes(/Home/);
    await visitor.page.getByText('Weekly digest').waitFor();
    await visitor.keepsPicture('home');
  });

  test('nothing broke, and a real Slack would have taken everything', async () => {
    expect(visitor.broken).toEqual([]);
    expect(house.stage.workspace.warnings).toEqual([]);
    await visitor.presses(/^Inspector/);
    const inspector = visitor.page.getByRole('region', { name: 'Inspector' });
    await inspector
      .getByRole('button', { name: /chat\.postMessage/ })
      .first()
      .click();
    await inspector.getByText('"metadata"').waitFor();
    await visitor.keepsPicture('inspector');
    expect(await inspector.getByText(/Only trouble/).innerText()).toContain('(0)');
  });
});
