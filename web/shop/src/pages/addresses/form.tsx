/** One address: who receives, in which complex, and the door. */
import { Button, Input, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Trouble } from '../../api/http.ts';
import { type Address, type Complex, findComplexes, saveAddress } from '../../api/people.ts';
import { Switch } from '../../parts/switch.tsx';
import { Refused } from '../../parts/states.tsx';
import { w } from '../../words/index.ts';

const PHONE = /^1[3-9]\d{9}$/;

export function AddressForm({ address, onSaved }: { address: Address; onSaved: () => void }) {
  const [draft, set] = useState(address);
  const [phone, setPhone] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const change = (part: Partial<Address>) => set({ ...draft, ...part });
  const phoneKnown = address.phoneMasked !== '' && phone === '';
  const complete =
    draft.name.trim() !== '' && draft.detail.trim() !== '' && draft.complexId !== null;
  const save = async () => {
    setBusy(true);
    try {
      await saveAddress(draft, phone || undefined);
      onSaved();
    } catch (error) {
      if (error instanceof Trouble) setTrouble(error);
    }
    setBusy(false);
  };
  return (
    <View className="col field">
      <Input
        className="in"
        value={draft.name}
        maxlength={20}
        autoFill="name"
        aria-label={w.addresses.name}
        placeholder={w.addresses.name}
        onInput={({ detail }) => change({ name: detail.value })}
      />
      <Input
        className="in"
        type="tel"
        value={phone}
        maxlength={11}
        autoFill="tel-national"
        aria-label={w.signIn.phone}
        placeholder={address.phoneMasked || w.signIn.phone}
        onInput={({ detail }) => setPhone(detail.value.replaceAll(/\D/g, ''))}
      />
      <ComplexField
        chosen={draft.complexId !== null}
        district={draft.district}
        onChoose={({ id, name, district, lat, lng }) =>
          change({ complexId: id, district: `${district}${name}`, lat, lng })
        }
      />
      <Input
        className="in"
        value={draft.detail}
        maxlength={60}
        autoFill="address-line2"
        aria-label={w.addresses.door}
        placeholder={w.addresses.door}
        onInput={({ detail }) => change({ detail: detail.value })}
      />
      <Switch
        icon="check"
        label={w.addresses.makeDefault}
        on={draft.isDefault}
        onChange={(isDefault) => change({ isDefault })}
      />
      {trouble ? <Refused trouble={trouble} /> : null}
      <Button
        className="btn main wide"
        loading={busy}
        disabled={!complete || !(phoneKnown || PHONE.test(phone))}
        onClick={save}
      >
        {w.page.save}
      </Button>
    </View>
  );
}

interface Field {
  chosen: boolean;
  district: string;
  onChoose: (complex: Complex) => void;
}

/** The complex gives the address its place on the map. */
function ComplexField({ chosen, district, onChoose }: Field) {
  const [typed, type] = useState(district);
  const [found, setFound] = useState<readonly Complex[]>([]);
  const [open, setOpen] = useState(!chosen);
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(
      () =>
        findComplexes(typed.trim()).then(
          ({ items }) => setFound(items),
          () => {},
        ),
      200,
    );
    return () => clearTimeout(timer);
  }, [typed, open]);
  const choose = (complex: Complex) => {
    onChoose(complex);
    type(`${complex.district}${complex.name}`);
    setOpen(false);
  };
  return (
    <View className="col">
      <Input
        className="in"
        value={typed}
        maxlength={20}
        aria-label={w.addresses.complex}
        placeholder={w.addresses.complex}
        onInput={({ detail }) => {
          type(detail.value);
          setOpen(true);
        }}
      />
      {open && found.length > 0 ? (
        <View className="card flat" role="group" aria-label={w.addresses.complex}>
          {found.slice(0, 5).map((complex) => (
            <Button key={complex.id} className="line" onClick={() => choose(complex)}>
              <Text className="grow one">{complex.name}</Text>
              <Text className="t3">{complex.district}</Text>
            </Button>
          ))}
        </View>
      ) : null}
    </View>
  );
}
