import { useTranslation } from 'react-i18next';
import type { Cart } from '../../../../actors/carts/contract.ts';
import type { Account } from '../../../../actors/customers/contract.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { useFields } from '../../frame/fields.ts';
import { signInPath } from '../../session/session.ts';
import { CartTotals } from '../cart/cart-totals.tsx';
import type { KeptCart } from '../cart/kept-cart.ts';
import { AddressFields, useAddressRules } from './address-fields.tsx';
import { type Entered, emptyForm, enteredOf, orderOf } from './entered.ts';
import { PaymentFields } from './payment-fields.tsx';
import { RefusalView } from './refusal-view.tsx';
import { SavedAddresses } from './saved-addresses.tsx';
import { Summary } from './summary.tsx';
import { useCheckout } from './use-checkout.ts';

type CheckoutFormProps = { readonly cart: Cart; readonly kept: KeptCart; readonly account: Account | null };

function useCheckoutFields(account: Account | null) {
  const { t } = useTranslation('shop');
  const email = (text: string) =>
    text.trim() === '' ? t('form.needed') : /^\S+@\S+$/.test(text.trim()) ? undefined : t('form.email');
  return useFields<keyof Entered>(emptyForm(account), { email, ...useAddressRules() });
}

/** Who, where to, how to pay; and of a refusal what can be done about it. */
export function CheckoutForm({ cart, kept, account }: CheckoutFormProps) {
  const { t } = useTranslation('shop');
  const checkout = useCheckout(kept);
  const form = useCheckoutFields(account);
  const order = form.submit((entered) => checkout.mutate({ ...orderOf(entered), expectedTotal: cart.total }));
  return (
    <form className="checkout" noValidate onSubmit={order}>
      <div className="stack">
        <h1>{t('checkout.title')}</h1>
        {checkout.error && <RefusalView error={checkout.error} cart={cart} onMended={checkout.reset} />}
        <Contact form={form} isGuest={account === null} />
        <Delivery form={form} cart={cart} isGuest={account === null} />
        <PaymentFields card={form.field('card')} />
      </div>
      <CartTotals cart={cart}>
        <Summary lines={cart.lines} currency={cart.currency} />
        <Button type="submit" wide busy={checkout.isPending}>
          {checkout.isPending ? t('checkout.paying') : t('checkout.pay')}
        </Button>
      </CartTotals>
    </form>
  );
}

type PartProps = { readonly form: ReturnType<typeof useCheckoutFields>; readonly isGuest: boolean };

function Contact({ form, isGuest }: PartProps) {
  const { t } = useTranslation('shop');
  return (
    <section className="card stack" aria-labelledby="contact">
      <div className="row apart">
        <h2 id="contact">{t('checkout.contact')}</h2>
        {isGuest && <a href={signInPath()}>{t('checkout.signIn')}</a>}
      </div>
      <TextField
        label={t('checkout.email')}
        type="email"
        autoComplete="email"
        hint={t('checkout.emailHint')}
        {...form.field('email')}
      />
    </section>
  );
}

function Delivery({ form, cart, isGuest }: PartProps & { readonly cart: Cart }) {
  const { t } = useTranslation('shop');
  return (
    <>
      <section className="card stack" aria-labelledby="address">
        <h2 id="address">{t('checkout.address')}</h2>
        {!isGuest && <SavedAddresses onChoose={(address) => form.change(enteredOf(address))} />}
        <AddressFields field={form.field} />
      </section>
      <section className="card stack" aria-labelledby="delivery">
        <h2 id="delivery">{t('checkout.delivery')}</h2>
        <p>{t('checkout.deliveryAbout', { count: new Set(cart.lines.map(({ vendorId }) => vendorId)).size })}</p>
      </section>
    </>
  );
}
