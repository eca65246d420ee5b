// What each team decides, in the order in which it does.
import type { Plan } from './plan.ts';
import { productPlans, supportPlans } from './plans-of-makers.ts';
import { boardPlans, financePlans, pricingPlans } from './plans-of-money.ts';

export const plans: Readonly<Record<string, readonly Plan[]>> = {
  'product-weekly': productPlans,
  'support-leads': supportPlans,
  'finance-close': financePlans,
  'pricing-council': pricingPlans,
  'board-room': boardPlans,
};
