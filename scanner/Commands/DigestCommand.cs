using System.CommandLine;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>digest</c>: the weekly letter.</summary>
internal static class DigestCommand
{
    public static Command Create(CommandFrame frame) =>
        new("digest", "The weekly letter.") { DigestPreview.Create(frame), DigestSend.Create(frame) };
}
