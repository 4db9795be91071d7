namespace CyberWatch.Infra.Mail;

/// <summary>A letter in the words of its reader: what the message is made of, and what the preview shows.</summary>
/// <param name="Subject">60 characters at most, without line breaks.</param>
/// <param name="Html">A whole document with inline styles, without anything that a reader would have to fetch.</param>
/// <param name="Text">The same as plain text of 72 columns; a view of its own, never the HTML stripped.</param>
public sealed record RenderedLetter(string Subject, string Html, string Text);
