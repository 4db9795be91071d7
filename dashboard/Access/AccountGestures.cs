using System.Globalization;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Dashboard.Access;

/// <summary>What the buttons on accounts and invitations say, done: a word, a blank, and the address or the number that it is about.</summary>
internal static class AccountGestures
{
    public const string Disable = "desactiver";
    public const string Enable = "activer";
    public const string Reset = "sans-code";
    public const string Remove = "supprimer";
    public const string Revoke = "revoquer";

    public static string Of(string gesture, object subject) =>
        string.Create(CultureInfo.InvariantCulture, $"{gesture} {subject}");

    /// <summary>Any other word finds nothing to be done.</summary>
    public static Task<AccountStep> SettleAsync(
        this AccountDesk desk,
        string? said,
        Reader reader,
        CancellationToken cancellationToken
    )
    {
        var (words, actor) = ((said ?? "").Split(' ', 2), reader.User.Email!);
        return words switch
        {
            _ when !reader.IsOperator => Task.FromResult(AccountStep.Unknown),
            [Disable, var email] => desk.DisableAsync(email, actor, cancellationToken),
            [Enable, var email] => desk.EnableAsync(email, actor, cancellationToken),
            [Reset, var email] => desk.ResetSecondFactorAsync(email, actor, cancellationToken),
            [Remove, var email] => desk.RemoveAsync(email, actor, cancellationToken),
            [Revoke, var number] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
                desk.RevokeAsync(id, actor, cancellationToken),
            _ => Task.FromResult(AccountStep.Unknown),
        };
    }
}
