import { useMutation } from '@tanstack/react-query';
import { ArrowLeft, ImagePlus, X } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ProductImage } from '../../../../actors/catalog/contract.ts';
import { Button } from '../../design/button.tsx';
import { ProblemView } from '../../design/states.tsx';
import { upload } from './pictures.ts';
import type { ProductForm } from './product-form.ts';

const mostPictures = 20;

/** Pictures by drop or by choice, in the order they are shown; each says in words what is to be seen. */
export function PictureFields({ vendorId }: { readonly vendorId: string }) {
  const { t } = useTranslation('portal');
  const { getValues, setValue } = useFormContext<ProductForm>();
  const images = useWatch<ProductForm, 'images'>({ name: 'images' });
  const put = (next: readonly ProductImage[]) =>
    setValue('images', next.slice(0, mostPictures), { shouldDirty: true, shouldTouch: true });
  const uploading = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) put([...getValues('images'), await upload(vendorId, file)]);
    },
  });
  return (
    <section className="card stack">
      <h2>{t('products.field.images')}</h2>
      <ul className="pictures">
        {images.map((image, place) => (
          <Picture key={image.url} image={image} place={place} images={images} onChange={put} />
        ))}
      </ul>
      {uploading.error && <ProblemView error={uploading.error} />}
      <DropField busy={uploading.isPending} onFiles={(files) => uploading.mutate(files)} />
    </section>
  );
}

type PictureProps = {
  readonly image: ProductImage;
  readonly place: number;
  readonly images: readonly ProductImage[];
  readonly onChange: (images: readonly ProductImage[]) => void;
};

function Picture({ image, place, images, onChange }: PictureProps) {
  const { t } = useTranslation(['portal', 'common']);
  const others = images.filter((one) => one !== image);
  const describe = (alt: string) => onChange(images.map((one) => (one === image ? { ...image, alt } : one)));
  return (
    <li className="picture">
      <img src={image.url} alt={image.alt} loading="lazy" />
      <input
        className="input small"
        aria-label={t('products.alt')}
        placeholder={t('products.alt')}
        value={image.alt}
        maxLength={300}
        onChange={({ target }) => describe(target.value)}
      />
      <span className="row">
        {place > 0 && (
          <Button
            kind="quiet"
            size="icon"
            aria-label={t('products.first')}
            onClick={() => onChange(others.toSpliced(place - 1, 0, image))}
          >
            <ArrowLeft aria-hidden size={16} />
          </Button>
        )}
        <Button kind="quiet" size="icon" aria-label={t('common:remove')} onClick={() => onChange(others)}>
          <X aria-hidden size={16} />
        </Button>
      </span>
    </li>
  );
}

type DropProps = { readonly busy: boolean; readonly onFiles: (files: readonly File[]) => void };

function DropField({ busy, onFiles }: DropProps) {
  const { t } = useTranslation('portal');
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <label
      className="drop"
      data-over={isOver || undefined}
      onDrop={drop}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
    >
      <ImagePlus aria-hidden />
      {t(busy ? 'products.uploading' : 'products.drop')}
      <input
        type="file"
        className="unseen"
        multiple
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={({ target }) => onFiles([...(target.files ?? [])])}
      />
    </label>
  );
}
