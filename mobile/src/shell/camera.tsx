import { CameraView, useCameraPermissions } from 'expo-camera';
import { useEffect, useRef } from 'react';
import { View } from 'react-native';
import { Text } from '@/design';

/** onCard: what stood in the first square seen, told once. onFailed: there is no camera, or it may not be used. */
export interface CameraProps {
  here: string;
  onCard: (text: string) => void;
  onFailed: () => void;
}
/** Every phone that the app is installed on reads square codes. */
export const canScan = (): boolean => true;

/** The picture of the camera until a square code is in it. No picture is kept. */
export function Camera({ here, onCard, onFailed }: CameraProps) {
  const [permission, ask] = useCameraPermissions();
  const isTold = useRef(false);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    if (permission?.granted) return;
    if (permission && !permission.canAskAgain) failed.current();
    else if (permission)
      ask().then(
        (answer) => !answer.granted && failed.current(),
        () => failed.current(),
      );
  }, [permission, ask]);
  if (!permission?.granted) return <Text>{here}</Text>;
  return (
    <View style={{ gap: 8 }}>
      <Text>{here}</Text>
      <CameraView
        accessibilityLabel={here}
        barcodeScannerSettings={{ barcodeTypes: ['qr'] }}
        facing="back"
        onBarcodeScanned={({ data }) => {
          if (isTold.current) return; // the camera tells each picture it sees the square in
          isTold.current = true;
          onCard(data);
        }}
        onMountError={onFailed}
        style={{ width: '100%', height: 280, borderRadius: 18, overflow: 'hidden' }}
      />
    </View>
  );
}
