/** 隐私与授权: a switch for each purpose and company; taking the data away; leaving for good. */
import { Button, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useAnswer } from '../../answer.ts';
import { Trouble } from '../../api/http.ts';
import {
  change,
  type Company,
  findLeaving,
  findPrivacy,
  type Leaving,
  stay,
} from '../../api/privacy.ts';
import { dayAndClock } from '../../format.ts';
import type { IconName } from '../../icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../parts/snack.tsx';
import { Blank, Shown } from '../../parts/states.tsx';
import { Switch } from '../../parts/switch.tsx';
import { wordsOf } from '../../refusals.ts';
import { findMe, me, signedIn } from '../../session.ts';
import { useStore } from '../../store.ts';
import { language, w } from '../../words/index.ts';
import { ProofSheet } from './proof-sheet.tsx';
import './index.css';

const ICONS: Readonly<Record<string, IconName>> = {
  show_name: 'users',
  marketing: 'bell',
  marketing_sms: 'phone',
  marketing_wechat: 'message-circle',
  profiling: 'eye',
  place: 'map-pin',
  share_dealer: 'store',
};

export default function PrivacyPage() {
  const who = useStore(me);
  const privacy = useAnswer(who ? `privacy ${who.id}` : null, findPrivacy);
  const leaving = useAnswer(who ? `leaving ${who.id}` : null, findLeaving);
  if (!who)
    return (
      <Page title={w.privacy.title}>
        <Blank
          icon="shield-check"
          title={w.privacy.signIn}
          say={w.privacy.signInSay}
          label={w.signIn.enter}
          onAct={signedIn}
        />
      </Page>
    );
  return (
    <Page title={w.privacy.title} className="privacy">
      <View className="stack">
        <Shown answer={privacy} bones={[260, 180]}>
          {({ controllers }) =>
            controllers.map((company) => (
              <Switches key={company.id} company={company} onChanged={privacy.again} />
            ))
          }
        </Shown>
        <Shown answer={leaving} bones={[140]}>
          {(found) => <Leave leaving={found} again={leaving.again} />}
        </Shown>
      </View>
    </Page>
  );
}

async function tell(error: unknown): Promise<void> {
  if (error instanceof Trouble) say(await wordsOf(error));
}

function Switches({ company, onChanged }: { company: Company; onChanged: () => void }) {
  const [busy, setBusy] = useState(false);
  const turn = async (offer: Company['offers'][number], yes: boolean) => {
    setBusy(true);
    try {
      await change(company.id, offer, yes);
      if (offer.purpose === 'show_name') await findMe();
    } catch (error) {
      await tell(error);
    }
    onChanged();
    setBusy(false);
  };
  return (
    <View className="card flat" aria-busy={busy}>
      <View className="line head">
        <Text className="t1 grow" role="heading" aria-level={2}>
          {company.name}
        </Text>
        <Text className="t3">{w.privacy.kinds[company.kind]}</Text>
      </View>
      {company.offers.map((offer) => (
        <Switch
          key={offer.purpose}
          icon={ICONS[offer.purpose] ?? 'shield-check'}
          label={w.privacy.purposes[offer.purpose] ?? offer.purpose}
          say={language === 'en' ? offer.en : offer.zh}
          on={offer.standing !== null}
          onChange={(yes) => turn(offer, yes)}
        />
      ))}
    </View>
  );
}

type Doing = 'take' | 'leave';
function Leave({ leaving, again }: { leaving: Leaving; again: () => void }) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const { asked, hindrances, coolOffDays } = leaving;
  const back = async () => {
    try {
      await stay();
      say(w.privacy.stayed);
    } catch (error) {
      await tell(error);
    }
    again();
  };
  return (
    <>
      <View className="card flat">
        <Button className="line" onClick={() => setDoing('take')}>
          <Icon name="package-open" />
          <View className="grow">
            <Text className="block">{w.privacy.take}</Text>
            <Text className="t3 block">{w.privacy.takeSay}</Text>
          </View>
          <Icon name="chevron-right" size="s" />
        </Button>
      </View>
      <View className="card col">
        <Text className="t1" role="heading" aria-level={2}>
          {w.privacy.leave}
        </Text>
        {asked ? (
          <>
            <Text className="t2">{w.privacy.asked(dayAndClock(asked.dueAt))}</Text>
            <Hindrances codes={asked.hinderedBy} />
            <Button className="btn main" onClick={back}>
              {w.privacy.stay}
            </Button>
          </>
        ) : (
          <>
            <Text className="t2">{w.privacy.leaveSay(coolOffDays)}</Text>
            <Hindrances codes={hindrances} />
            <Button
              className="btn"
              disabled={hindrances.length > 0}
              onClick={() => setDoing('leave')}
            >
              {w.privacy.leave}
            </Button>
          </>
        )}
      </View>
      <ProofSheet
        doing={doing}
        onDone={() => {
          setDoing(null);
          again();
        }}
        onLeave={() => setDoing(null)}
      />
    </>
  );
}

function Hindrances({ codes }: { codes: readonly string[] }) {
  if (codes.length === 0) return null;
  return (
    <View className="col" role="status">
      <Text className="t2">{w.privacy.first}</Text>
      {codes.map((code) => (
        <View key={code} className="row">
          <Icon name="circle-alert" size="s" />
          <Text className="grow">{w.privacy.hindrances[code] ?? code}</Text>
        </View>
      ))}
    </View>
  );
}
