// For tests: at once.
import * as firebase from './firebase.web';

export const loadFirebase = async () => firebase;
