/** ITU-T E.212: geographic country codes begin with 2 to 7. */
export const LEAST_COUNTRY = 200;
export const MOST_COUNTRY = 799;
