import { type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../../../../actors/carts/contract.ts';
import type { Account } from '../../../../actors/customers/contract.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { signInPath } from '../../session/session.ts';
import { CartTotals } from '../cart/cart-totals.tsx';
import type { KeptCart } from '../cart/kept-cart.ts';
import { AddressFields } from './address-fields.tsx';
import { type Entered, emptyForm, orderOf } from './entered.ts';
import { PaymentFields } from './payment-fields.tsx';
import { RefusalView } from './refusal-view.tsx';
import { SavedAddresses } from './saved-addresses.tsx';
import { Summary } from './summary.tsx';
import { useCheckout } from './use-checkout.ts';

type CheckoutFormProps = { readonly cart: Cart; readonly kept: KeptCart; readonly account: Account | null };

/** Who, where to, how to pay; and of a refusal what can be done about it. */
export function CheckoutForm({ cart, kept, account }: CheckoutFormProps) {
  const { t } = useTranslation('shop');
  const checkout = useCheckout(kept);
  const form = useForm<Entered>({ defaultValues: emptyForm(account) });
  const order = form.handleSubmit((entered) => checkout.mutate({ ...orderOf(entered), expectedTotal: cart.total }));
  return (
    <form className="checkout" noValidate onSubmit={order}>
      <div className="stack">
        <h1>{t('checkout.title')}</h1>
        {checkout.error && <RefusalView error={checkout.error} cart={cart} onMended={checkout.reset} />}
        <Contact form={form} isGuest={account === null} />
        <Delivery form={form} cart={cart} isGuest={account === null} />
        <PaymentFields register={form.register} />
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

type PartProps = { readonly form: UseFormReturn<Entered>; readonly isGuest: boolean };

function Contact({ form: { register, formState }, isGuest }: PartProps) {
  const { t } = useTranslation('shop');
  const rules = { required: t('form.needed'), pattern: { value: /^\S+@\S+$/, message: t('form.email') } };
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
        wrong={formState.errors.email?.message}
        {...register('email', rules)}
      />
    </section>
  );
}

function Delivery({ form, cart, isGuest }: PartProps & { readonly cart: Cart }) {
  const { t } = useTranslation('shop');
  const { register, setValue, formState } = form;
  return (
    <>
      <section className="card stack" aria-labelledby="address">
        <h2 id="address">{t('checkout.address')}</h2>
        {!isGuest && <SavedAddresses onChoose={(address) => setValue('address', { line2: '', ...address })} />}
        <AddressFields field={(name, rules) => register(`address.${name}`, rules)} errors={formState.errors.address} />
      </section>
      <section className="card stack" aria-labelledby="delivery">
        <h2 id="delivery">{t('checkout.delivery')}</h2>
        <p>{t('checkout.deliveryAbout', { count: new Set(cart.lines.map(({ vendorId }) => vendorId)).size })}</p>
      </section>
    </>
  );
}
