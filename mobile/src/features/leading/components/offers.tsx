import { View } from 'react-native';
import { BigButton, Button, Card, Note, OutboxLine, Part, Text } from '@/design';
import { useWords } from '@/words';
import { type Offer, useAnswer, useOffers } from '../queries';

/** One question: would you like to lead this? Yes, or not now; no reason for either. */
function OfferCard({ offer, titled, quiet }: { offer: Offer; titled: boolean; quiet?: boolean }) {
  const { say } = useWords();
  const { yes, no, said, latest } = useAnswer(offer);
  const lead = offer.role === 'lead';
  const answers = [say(lead ? 'leading.yes_lead' : 'leading.yes_second'), say('leading.not_now')] as const;
  return (
    <Card>
      <Part>
        {titled
          ? say(lead ? 'leading.offer_of_lead' : 'leading.offer_of_second', { title: offer.title })
          : say(lead ? 'leading.offer_lead' : 'leading.offer_second')}
      </Part>
      {said ? (
        <Note tone="leaf">{say(said === 'yes' ? 'leading.said_yes' : 'leading.said_no')}</Note>
      ) : (
        <>
          <Text>{say(lead ? 'leading.what_lead' : 'leading.what_second')}</Text>
          <View style={{ gap: 8 }}>
            {quiet ? (
              <Button grow onPress={() => void yes()}>
                {answers[0]}
              </Button>
            ) : (
              <BigButton onPress={() => void yes()}>{answers[0]}</BigButton>
            )}
            <Button grow onPress={() => void no()}>
              {answers[1]}
            </Button>
          </View>
        </>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}
/** Everything I am asked; nothing when I am not asked. */
export function MyOffers() {
  const { data } = useOffers();
  return data?.map((o) => <OfferCard key={o.id} offer={o} titled quiet />) ?? null;
}
/** What I am asked about one activity, on its own page: the page's big button is for coming along. */
export function OffersOf({ activityId }: { activityId: string }) {
  const { data } = useOffers();
  return (
    data
      ?.filter((o) => o.activity_id === activityId)
      .map((o) => <OfferCard key={o.id} offer={o} titled={false} quiet />) ?? null
  );
}
