using CyberWatch.Infra.Mail.Delivery;

namespace CyberWatch.Dashboard.Access;

/// <summary>What the buttons on held letters say, done.</summary>
internal static class LetterGestures
{
    /// <summary>Sends or gives up what was held, one letter or all; any other word does nothing.</summary>
    public static Task<int> SettleAsync(
        this LetterDesk desk,
        Guid? letter,
        string? gesture,
        Reader reader,
        CancellationToken cancellationToken
    ) =>
        gesture switch
        {
            "envoyer" => desk.ReleaseAsync(letter, reader.User.Email!, cancellationToken),
            "abandonner" => desk.DropHeldAsync(letter, reader.User.Email!, cancellationToken),
            _ => Task.FromResult(0),
        };
}
