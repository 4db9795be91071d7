namespace CyberWatch.Infra.Mail;

/// <summary>
/// What of a letter's links depends on its recipient: the page that ends this edition for him (none of an urgent notice, none in a preview),
/// and the number under which his letter is kept (none while it is kept nowhere).
/// </summary>
public sealed record LetterLinks(Uri? Unsubscribe, Guid? Letter)
{
    public static readonly LetterLinks None = new(null, null);
}
