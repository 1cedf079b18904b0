"""The science of the house: numbers in, numbers out; no framework, no database, no clock."""


class RuleError(ValueError):
    """What a rule says when it will not answer.

    *code* names the refusal for programs and translators ("split_must_total_100"), ``str()`` is a
    sentence for people, *facts* holds the numbers the sentence speaks of.

    >>> error = RuleError("below_bar", "15 kg is less than the bar.", bar_kg=20)
    >>> error.code, str(error), error.facts
    ('below_bar', '15 kg is less than the bar.', {'bar_kg': 20})
    """

    def __init__(self, code: str, sentence: str, /, **facts: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Let a refusal travel between processes with its code and facts."""
        return (_rebuilt, (self.code, str(self), self.facts))


def _rebuilt(code: str, sentence: str, facts: dict[str, object]) -> RuleError:
    return RuleError(code, sentence, **facts)
