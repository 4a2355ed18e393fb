#!/bin/sh
# Speaks the sentences of clips.json with Festival's HTS voice "slt" and packs them as Ogg Opus.
# Needs: apt-get install festival festvox-us-slt-hts sox opus-tools jq
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for name in $(jq -r 'keys[]' clips.json); do
  jq -r --arg name "$name" '.[$name]' clips.json >"$work/text.txt"
  text2wave -eval '(voice_cmu_us_slt_arctic_hts)' "$work/text.txt" -o "$work/raw.wav"
  # The rumble below the voice goes; loudness is evened out so that it carries on a phone; a breath
  # of silence at both ends keeps the first and last sound from being cut.
  sox "$work/raw.wav" -r 48000 "$work/clip.wav" \
    highpass 70 compand 0.02,0.25 6:-40,-24,-12,-10 -6 -90 0.05 norm -2 pad 0.15 0.25
  opusenc --quiet --bitrate 48 --speech --comment "TITLE=$name" --serial 1 \
    "$work/clip.wav" "$name.ogg"
done
