/** Why recognition looks less often, in English. */
export const englishSampling = {
  sampling: {
    battery: 'Your battery is nearly empty, so recognition looks less often and may miss chewing.',
    slow: 'Connection or device are slow right now, so recognition looks less often and may miss chewing.',
  },
};
