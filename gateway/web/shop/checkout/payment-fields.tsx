import { CreditCard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TiedField } from '../../frame/fields.ts';

/** Test cards of the sandbox, each with what it does (docs/shopper.md). */
const cards = ['ok', 'declined', 'error', 'slow', 'late_webhook'] as const;

/** The sandbox takes no money: a shopper chooses what its card does. */
export function PaymentFields({ card: { name, value, onChange } }: { readonly card: TiedField }) {
  const { t } = useTranslation('shop');
  return (
    <section className="card stack" aria-labelledby="payment">
      <h2 id="payment">{t('checkout.payment')}</h2>
      <p className="soft">{t('checkout.sandbox')}</p>
      <fieldset className="cards">
        <legend className="unseen">{t('checkout.card')}</legend>
        {cards.map((one) => (
          <label key={one} className="card-choice">
            <input type="radio" name={name} value={one} checked={one === value} onChange={onChange} />
            <CreditCard aria-hidden size={18} />
            <span>{t(`card.${one}`)}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
