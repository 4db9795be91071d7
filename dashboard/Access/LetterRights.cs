using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Access;

/// <summary>Who may do what with a letter that he sees: the operator everything, an RSSI what concerns his own copy.</summary>
internal static class LetterRights
{
    /// <summary>One that is still on its way is not sent a second time, and one that is not wanted not at all.</summary>
    public static bool MayResend(Reader reader, LetterDetail found) =>
        (reader.IsOperator || IsOwn(reader, found))
        && !found.Refused
        && !found.Copies.Any(copy => LetterDesk.IsOnItsWay(copy.State));

    /// <summary>A refusal is taken back by who made it, or by the operator whom he asks.</summary>
    public static bool MaySubscribe(Reader reader, LetterDetail found) =>
        found.Refused && (reader.IsOperator || IsOwn(reader, found));

    /// <summary>A held letter waits for somebody who knows whether it has arrived already.</summary>
    public static bool MayRelease(Reader reader, LetterDetail found) =>
        reader.IsOperator && found.Letter.State == LetterState.Held;

    private static bool IsOwn(Reader reader, LetterDetail found) =>
        reader.Role == UserRole.Rssi
        && string.Equals(reader.User.Email, found.Letter.Recipient, StringComparison.OrdinalIgnoreCase);
}
