import { CreditCard } from 'lucide-react';
import type { UseFormRegister } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Entered } from './entered.ts';

/** Test cards of the sandbox, each with what it does (docs/shopper.md). */
const cards = ['ok', 'declined', 'error', 'slow', 'late_webhook'] as const;

/** The sandbox takes no money: a shopper chooses what its card does. */
export function PaymentFields({ register }: { readonly register: UseFormRegister<Entered> }) {
  const { t } = useTranslation('shop');
  return (
    <section className="card stack" aria-labelledby="payment">
      <h2 id="payment">{t('checkout.payment')}</h2>
      <p className="soft">{t('checkout.sandbox')}</p>
      <fieldset className="cards">
        <legend className="unseen">{t('checkout.card')}</legend>
        {cards.map((card) => (
          <label key={card} className="card-choice">
            <input type="radio" value={card} {...register('card')} />
            <CreditCard aria-hidden size={18} />
            <span>{t(`card.${card}`)}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
