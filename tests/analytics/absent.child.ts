// As the child of a machine for which there is no library.
process.send?.({ absent: 'no chdb here' });
process.disconnect?.();
