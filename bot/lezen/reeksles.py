"""The training of `reeksmodel`: messages are cut up and put together anew each round, so that the network learns what belongs to what."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from bot.lezen.reekskenmerken import LANGST, LETTERGROEPEN, Reekskenmerken, stukken
from bot.lezen.reeksmodel import PAREN, SPRONGEN, VORM, VRAGEN, Les

_RONDEN, _GROEP, _TEMPO, _EMMER = 7, 32, 2e-3, 20
_BREED_WOORD, _BREED, _BREED_GRU, _BREED_LEXICON, _BREED_VRAAG = 96, 128, 64, 64, 32
_UITVAL, _WOORD_WEG, _ONBEKEND, _PER_WOORD = 0.4, 0.04, 0.08, 0.5
# How often a clause is left out of a message, and another message (or a clause of it) is put beside it.
_DEEL_WEG, _ERBIJ, _VOL = 0.35, 0.4, 40
# Clauses up to so many words go together by so many.
_LOS, _BUNDEL = 16, 3


@dataclass(frozen=True)
class _Deel:
    """A clause: numbers of its words, its rows of lexicon keys, and its pairs as 0 and 1."""

    woorden: np.ndarray
    lexicon: np.ndarray
    doel: np.ndarray


Bericht = tuple[list[_Deel], int]


class _Woorden:
    """Every different word of the training once: its number, its letters, its meaning."""

    def __init__(self, kenmerken: Reekskenmerken) -> None:
        self._kenmerken, self._plaats = kenmerken, {"": 0}

    def plaats(self, woord: str) -> int:
        return self._plaats.setdefault(woord, len(self._plaats))

    def tabellen(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        k = self._kenmerken
        alle = list(self._plaats)
        return (
            np.array([k.nummer(w) for w in alle], np.int32),
            np.stack([np.zeros_like(k.letters("")) if not w else k.letters(w) for w in alle]),
            np.stack([k.betekenis(w) for w in alle]),
        )


def train(kenmerken: Reekskenmerken, lessen: Sequence[Les]) -> dict[str, np.ndarray]:
    """The weights that `Reeksmodel` reads with. Always the same for the same messages on the same machine."""
    tf.keras.utils.set_random_seed(0)
    toeval = random.Random(0)
    woorden = _Woorden(kenmerken)
    berichten = [b for les in lessen if (b := _bericht(kenmerken, woorden, les))[0]]
    net = _Net(kenmerken.breedtes)
    rondes = [_gemengd(berichten, toeval) for _ in range(_RONDEN)]
    stappen = sum(len(ronde) // _GROEP + 1 for ronde in rondes)
    leraar = tf.keras.optimizers.Adam(tf.keras.optimizers.schedules.PolynomialDecay(_TEMPO, stappen, _TEMPO / 50))
    stap = _stap(net, leraar)
    tabellen = woorden.tabellen()
    for ronde in rondes:
        for groep in _groepen(ronde, toeval):
            stap(*map(tf.constant, _invoer([ronde[n] for n in groep], tabellen)))
    return net.gewichten()


def _bericht(kenmerken: Reekskenmerken, woorden: _Woorden, les: Les) -> Bericht:
    delen, vraag = les
    rijen = [stukken(deel) for deel, _ in delen]
    lexicon = kenmerken.lexicon([w for rij in rijen for w in rij])
    uit, begin = [], 0
    for rij, (_, paren) in zip(rijen, delen, strict=True):
        if rij:
            doel = np.array([paar in paren for paar in PAREN], np.float32)
            uit.append(_Deel(np.array([woorden.plaats(w) for w in rij]), lexicon[begin : begin + len(rij)], doel))
        begin += len(rij)
    return uit, VRAGEN.index(vraag)


def _gemengd(berichten: Sequence[Bericht], toeval: random.Random) -> list[Bericht]:
    per_vraag: dict[int, list[list[_Deel]]] = {}
    for delen, vraag in berichten:
        per_vraag.setdefault(vraag, []).append(delen)
    ronde = [bericht for bericht in berichten if not _is_los(bericht)] + list(_gebundeld(berichten, toeval))
    return [(_meng(list(delen), per_vraag[vraag], toeval), vraag) for delen, vraag in ronde]


def _is_los(bericht: Bericht) -> bool:
    """One short clause: some of those together make a message as people type it, and cost one step instead of as many."""
    delen, _ = bericht
    return len(delen) == 1 and len(delen[0].woorden) <= _LOS


def _gebundeld(berichten: Sequence[Bericht], toeval: random.Random) -> Iterator[Bericht]:
    """The loose clauses after the same question, in any order, a few at a time."""
    per_vraag: dict[int, list[_Deel]] = {}
    for delen, vraag in filter(_is_los, berichten):
        per_vraag.setdefault(vraag, []).append(delen[0])
    for vraag, los in per_vraag.items():
        toeval.shuffle(los)
        yield from ((los[n : n + _BUNDEL], vraag) for n in range(0, len(los), _BUNDEL))


def _meng(delen: list[_Deel], andere: Sequence[list[_Deel]], toeval: random.Random) -> list[_Deel]:
    if len(delen) > 1 and toeval.random() < _DEEL_WEG:
        delen.pop(toeval.randrange(len(delen)))
    while (lang := sum(len(d.woorden) for d in delen)) < _VOL and toeval.random() < _ERBIJ + 0.25 * (lang < _VOL / 3):
        ander = toeval.choice(andere)
        erbij = [toeval.choice(ander)] if toeval.random() < 0.5 else list(ander)
        delen = delen + erbij if toeval.random() < 0.5 else erbij + delen
    return delen


def _groepen(berichten: Sequence[Bericht], toeval: random.Random) -> Iterator[list[int]]:
    """Messages of about the same length together, in any order."""
    volgorde = list(range(len(berichten)))
    toeval.shuffle(volgorde)
    emmers = (volgorde[n : n + _GROEP * _EMMER] for n in range(0, len(volgorde), _GROEP * _EMMER))
    op_lengte = [sorted(e, key=lambda n: sum(len(d.woorden) for d in berichten[n][0])) for e in emmers]
    groepen = [e[n : n + _GROEP] for e in op_lengte for n in range(0, len(e), _GROEP)]
    toeval.shuffle(groepen)
    yield from groepen


def _invoer(
    berichten: Sequence[Bericht], tabellen: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> tuple[np.ndarray, ...]:
    """Word numbers, letters and meanings of the different words; where they stand; lexicon, question, mask, and what should come out."""
    lang = min(LANGST, max(sum(len(d.woorden) for d in delen) for delen, _ in berichten))
    staan = np.zeros((len(berichten), lang), np.int64)
    lexicon = np.zeros((*staan.shape, berichten[0][0][0].lexicon.shape[1]), np.float32)
    doel, masker = np.zeros((*staan.shape, len(PAREN)), np.float32), np.zeros(staan.shape, np.float32)
    for n, (delen, _) in enumerate(berichten):
        begin = 0
        for deel in delen:
            past = slice(begin, min(begin + len(deel.woorden), lang))
            over = past.stop - past.start
            staan[n, past], lexicon[n, past] = deel.woorden[:over], deel.lexicon[:over]
            doel[n, past], masker[n, past] = deel.doel, 1
            begin = past.stop
    staan[np.random.rand(*staan.shape) < _WOORD_WEG] = 0
    uniek, waar = np.unique(staan, return_inverse=True)
    nummers = np.where(np.random.rand(len(uniek)) < _ONBEKEND, 0, tabellen[0][uniek])
    vraag = np.array([vraag for _, vraag in berichten], np.int32)
    return nummers, tabellen[1][uniek], tabellen[2][uniek], waar.reshape(staan.shape), lexicon, vraag, masker, doel


def _stap(net: _Net, leraar: tf.keras.optimizers.Optimizer) -> tf.types.experimental.GenericFunction:
    fout = tf.nn.sigmoid_cross_entropy_with_logits

    @tf.function(reduce_retracing=True)
    def stap(*invoer: tf.Tensor) -> None:
        *rij, masker, doel = invoer
        with tf.GradientTape() as band:
            per_woord, heel = net((*rij, masker), training=True)
            woordfout = tf.reduce_sum(tf.reduce_sum(fout(doel, per_woord), -1) * masker) / tf.reduce_sum(masker)
            berichtfout = tf.reduce_mean(tf.reduce_sum(fout(tf.reduce_max(doel, 1), heel), -1))
            verlies = berichtfout + _PER_WOORD * woordfout
        hellingen = band.gradient(verlies, net.trainable_variables)
        leraar.apply_gradients(zip(hellingen, net.trainable_variables))  # noqa: B905 - autograph knows no strict

    return stap


class _Net(tf.keras.Model):
    """The network as TensorFlow trains it; `Reeksmodel` holds the same sums in numpy."""

    def __init__(self, breedtes: tuple[int, int, int]) -> None:
        super().__init__()
        laag, klein = tf.keras.layers, tf.keras.initializers.RandomNormal
        aantal_woorden, _, _ = breedtes
        self.woord = self.add_weight("woord", (aantal_woorden, _BREED_WOORD), initializer=klein(0, 0.05))
        self.letters = self.add_weight("letters", (LETTERGROEPEN, _BREED_WOORD), initializer=klein(0, 0.1))
        self.betekenis = laag.Dense(_BREED_WOORD, use_bias=False)
        self.lexicon = laag.Dense(_BREED_LEXICON, activation="relu")
        self.vraag = laag.Embedding(len(VRAGEN), _BREED_VRAAG)
        self.invoer = laag.Dense(_BREED, activation="relu")
        self.vouwen = [laag.Conv1D(_BREED, 3, padding="same", dilation_rate=s, activation="relu") for s in SPRONGEN]
        self.gru = laag.Bidirectional(laag.GRU(_BREED_GRU, return_sequences=True))
        self.uitval, self.rijuitval = laag.Dropout(_UITVAL), laag.SpatialDropout1D(0.15)
        self.gebied, self.aspect = (laag.Dense(breed) for breed in VORM)
        self.paar, self.aandacht = laag.Dense(len(PAREN)), laag.Dense(len(PAREN))

    def call(self, invoer: Sequence[tf.Tensor], training: bool = False) -> tuple[tf.Tensor, tf.Tensor]:
        nummers, letters, betekenis, waar, lexicon, vraag, masker = invoer
        woorden = tf.gather(self._woorden(nummers, letters, betekenis), waar)
        gevraagd = tf.repeat(self.vraag(vraag)[:, None, :], tf.shape(waar)[1], axis=1)
        rij = self.uitval(tf.concat([woorden, self.lexicon(lexicon), gevraagd], -1), training=training)
        dicht = masker[..., None]
        rij = self.invoer(rij) * dicht
        for vouw in self.vouwen:
            rij = (rij + vouw(self.rijuitval(rij, training=training))) * dicht
        rij = self.uitval(tf.concat([rij, self.gru(rij, mask=masker > 0)], -1), training=training)
        som = self.gebied(rij)[..., :, None] + self.aspect(rij)[..., None, :]
        per_woord = self.paar(rij) + tf.reshape(som, [*tf.unstack(tf.shape(waar)), len(PAREN)])
        gewicht = tf.nn.softmax(self.aandacht(rij) + (dicht - 1) * 1e9, 1)
        return per_woord, tf.reduce_sum(gewicht * per_woord, 1)

    def _woorden(self, nummers: tf.Tensor, letters: tf.Tensor, betekenis: tf.Tensor) -> tf.Tensor:
        echt = tf.cast(letters > 0, tf.float32)
        som = tf.reduce_sum(tf.gather(self.letters, letters) * echt[..., None], 1)
        gemiddeld = som / tf.maximum(tf.reduce_sum(echt, 1, keepdims=True), 1)
        return tf.gather(self.woord, nummers) + gemiddeld + self.betekenis(betekenis)

    def gewichten(self) -> dict[str, np.ndarray]:
        uit = {"woord": self.woord, "letters": self.letters, "vraag": self.vraag.embeddings}
        uit["betekenis"] = self.betekenis.kernel
        lagen = {n: getattr(self, n) for n in ("lexicon", "invoer", "gebied", "aspect", "paar", "aandacht")}
        lagen |= {f"vouw{n}": laag for n, laag in enumerate(self.vouwen)}
        for naam, laag in lagen.items():
            uit[naam], uit[f"{naam}_b"] = laag.kernel, laag.bias
        for naam, laag in (("heen", self.gru.forward_layer), ("terug", self.gru.backward_layer)):
            uit[f"{naam}_in"], uit[f"{naam}_terug"], uit[f"{naam}_b"] = laag.get_weights()
        return {naam: np.asarray(waarde, np.float32) for naam, waarde in uit.items()}
