using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>Every sentence that a query can be refused with: what is wrong, and what to write.</summary>
internal static class QueryFaults
{
    public static LocalizedText TooLong(int most) =>
        new(
            $"La requête dépasse {most} caractères : raccourcissez-la.",
            $"The query is longer than {most} characters: shorten it."
        );

    public static LocalizedText TooMany(int most) =>
        new(
            $"La requête a plus de {most} conditions : posez-la en plusieurs fois.",
            $"The query has more than {most} conditions: ask it in several parts."
        );

    public static LocalizedText TooDeep(int most) =>
        new(
            $"Plus de {most} parenthèses ou NOT les uns dans les autres : simplifiez.",
            $"More than {most} parentheses or NOT inside each other: simplify."
        );

    public static LocalizedText NothingBefore(string word) =>
        new($"Il manque une condition avant {word}.", $"A condition is missing before {word}.");

    public static LocalizedText NothingAfter(string word) =>
        new(
            $"Il manque une condition après {word} (pour le mot lui-même, écrivez \"{word}\").",
            $"A condition is missing after {word} (for the word itself, write \"{word}\")."
        );

    public static LocalizedText EmptyGroup { get; } =
        new(
            "Rien entre les parenthèses : ajoutez une condition ou retirez-les.",
            "Nothing between the parentheses: add a condition or remove them."
        );

    public static LocalizedText NotClosed { get; } =
        new("Cette parenthèse n’est pas refermée : ajoutez ).", "This parenthesis is not closed: add ).");

    public static LocalizedText NotOpened { get; } =
        new(
            "Cette parenthèse n’a pas été ouverte : retirez-la, ou mettez le texte entre guillemets droits.",
            "This parenthesis was never opened: remove it, or put the text in straight quotes."
        );

    public static LocalizedText QuoteNotClosed { get; } =
        new("Ce guillemet n’est pas refermé : ajoutez \".", "This quote is not closed: add \".");

    public static LocalizedText Quote(char sign) =>
        new(
            $"Le signe {sign} n’a pas de sens ici : mettez le texte entre guillemets droits, \"…\".",
            $"The sign {sign} means nothing here: put the text in straight quotes, \"…\"."
        );

    public static LocalizedText Negation(char sign) =>
        new(
            $"Pas de {sign} devant un mot : écrivez NOT, ou AND, ou mettez le mot entre guillemets droits.",
            $"No {sign} before a word: write NOT, or AND, or put the word in straight quotes."
        );

    public static LocalizedText Operator(string sign) =>
        new($"{sign} s’écrit AND, OR ou NOT.", $"{sign} is written AND, OR or NOT.");

    public static LocalizedText Wildcard { get; } =
        new("Le signe * ne va qu’à la fin : début*.", "The sign * goes at the end only: beginning*.");

    public static LocalizedText NoRegularExpression { get; } =
        new(
            "Pas d’expression régulière : cherchez un début* ou mettez le texte entre guillemets droits.",
            "No regular expressions: look for a beginning*, or put the text in straight quotes."
        );

    public static LocalizedText NothingToFind { get; } =
        new(
            "Ni lettre ni chiffre : il n’y a rien à chercher ici.",
            "Neither letter nor digit: there is nothing to look for here."
        );

    public static LocalizedText RangeNeedsField { get; } =
        new(
            "Un intervalle va après un champ : destination.port:[1 TO 1023].",
            "A range goes after a field: destination.port:[1 TO 1023]."
        );

    public static LocalizedText BareAddress(string address) =>
        new(
            $"Une adresse va après son champ : destination.ip:{address}.",
            $"An address goes after its field: destination.ip:{address}."
        );

    public static LocalizedText AddressAndPort(string address, int port) =>
        new(
            $"Une adresse et son port : écrivez \"{address}:{port}\" entre guillemets droits, ou asset:tcp:{address}:{port}*.",
            $"An address and its port: write \"{address}:{port}\" in straight quotes, or asset:tcp:{address}:{port}*."
        );

    /// <summary>An operator as people write it, where only one can stand.</summary>
    public static LocalizedText SpelledOperator(string word, string ours) =>
        new(
            $"{word} s’écrit {ours} (pour le mot lui-même : \"{word}\").",
            $"{word} is written {ours} (for the word itself: \"{word}\")."
        );

    public static LocalizedText UnknownField(string name, QueryField? near) =>
        near is null
            ? new(
                $"Il n’y a pas de champ {name}. Choisissez-en un dans l’aide, ou mettez le texte entre guillemets droits.",
                $"There is no field {name}. Take one from the help, or put the text in straight quotes."
            )
            : new(
                $"Il n’y a pas de champ {name} : {near.Name} ? Pour un texte, mettez-le entre guillemets droits.",
                $"There is no field {name}: {near.Name}? For a text, put it in straight quotes."
            );
}
