import Joi from 'joi';

/** 700 000 bytes as base64: with the rest of its request it stays below what a body may have. */
export const mostContentCharacters = 933_336;

/** SHA-256 of the bytes, and the ending of their type. */
export const mediaName = (): Joi.StringSchema =>
  Joi.string().pattern(/^[0-9a-f]{64}\.(?:png|jpg|webp|gif|svg)$/, 'name of a picture');

export const mediaUrl = (): Joi.StringSchema =>
  Joi.string().pattern(/^\/v1\/media\/[a-z0-9-]{1,40}\/[0-9a-f]{64}\.(?:png|jpg|webp|gif|svg)$/, 'place of a picture');
