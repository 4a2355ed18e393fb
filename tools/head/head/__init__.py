"""The default cast of Mouthpiece, made from MakeHuman's CC0 data."""
