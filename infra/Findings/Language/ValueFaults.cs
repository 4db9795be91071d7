using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>What a value can be refused with.</summary>
internal static class ValueFaults
{
    public static LocalizedText NoValue { get; } =
        new(
            "Il manque une valeur juste après les deux-points (* : le champ existe).",
            "A value is missing right after the colon (*: the field exists)."
        );

    public static LocalizedText NoGroup { get; } =
        new(
            "Pas de parenthèse après un champ : écrivez (champ:a OR champ:b).",
            "No parenthesis after a field: write (field:a OR field:b)."
        );

    public static LocalizedText NoOrder(QueryField field) =>
        new(
            $"{field.Name} est un texte : égalité, début* et existence (*) seulement.",
            $"{field.Name} is a text: equality, beginning* and existence (*) only."
        );

    public static LocalizedText Equality(QueryField field) =>
        new($"L’égalité s’écrit {field.Name}:valeur.", $"Equality is written {field.Name}:value.");

    public static LocalizedText NoBeginning(QueryField field) =>
        field.Kind == QueryFieldKind.Address
            ? new(
                $"Pas de début d’adresse : écrivez un réseau, {field.Name}:192.0.2.0/24.",
                $"No beginning of an address: write a network, {field.Name}:192.0.2.0/24."
            )
            : new(
                $"{field.Name} n’est pas un texte : écrivez un intervalle, [a TO b] ou >=a.",
                $"{field.Name} is no text: write a range, [a TO b] or >=a."
            );

    public static LocalizedText TooLong(int most) =>
        new(
            $"Un début a au plus {most} caractères : écrivez-en moins avant l’étoile.",
            $"A beginning has at most {most} characters: write fewer before the star."
        );

    public static LocalizedText NoRange { get; } =
        new(
            "Un intervalle s’écrit [a TO b] (ou { } sans la borne), et * pour une borne ouverte.",
            "A range is written [a TO b] (or { } without the bound), and * for an open bound."
        );

    public static LocalizedText NoNumber(QueryField field, int least, int most) =>
        new($"{field.Name} est un nombre entier de {least} à {most}.", $"{field.Name} is a whole number from {least} to {most}.");

    public static LocalizedText NoSeverity { get; } =
        new(
            "Une gravité s’écrit aucune, info, faible, moyenne, élevée ou critique (ou none, low, medium, high, critical).",
            "A severity is written none, info, low, medium, high or critical."
        );

    public static LocalizedText NoAddress(QueryField field) =>
        new(
            $"{field.Name} est une adresse ou un réseau : 192.0.2.1, 2001:db8::1, 192.0.2.0/24.",
            $"{field.Name} is an address or a network: 192.0.2.1, 2001:db8::1, 192.0.2.0/24."
        );

    public static LocalizedText NoTime(QueryField field) =>
        new(
            $"{field.Name} est une date de 1970 à 2199 : 2026-11-26, 2026-11-26T14:05 ou 2026-11-26T13:05:00Z.",
            $"{field.Name} is a date from 1970 to 2199: 2026-11-26, 2026-11-26T14:05 or 2026-11-26T13:05:00Z."
        );
}
