using System.Security.Cryptography;
using System.Text;

namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>
/// A DICOM association for verification (PS3.8 section 9.3.2) between titles that nobody configured, released or left at once. No C-ECHO, no query: nothing of a patient.
/// </summary>
internal sealed class DicomQuestion : IServiceQuestion
{
    private const byte Accepted = 2;
    private const byte Rejected = 3;
    private const byte Abort = 7;

    private static readonly byte[] Release = [5, 0, 0, 0, 0, 4, 0, 0, 0, 0];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var heard = await conversation.AskAsync(
            Association(),
            bytes => bytes.Length >= 10,
            port.Options.Answer,
            cancellationToken
        );
        var known = Read(heard.Bytes);
        if (heard.Bytes is [Accepted, ..])
            await conversation.AskAsync(Release, bytes => bytes.Length > 6, port.Options.Greeting, cancellationToken);

        return known;
    }

    internal static Recognised? Read(ReadOnlySpan<byte> heard) =>
        heard.Length < 10 || heard[1] != 0
            ? null
            : heard[0] switch
            {
                Accepted when heard.Length > 10 => new Recognised("dicom").With("dicom", "accepted"),
                Rejected when heard[5] == 4 => new Recognised("dicom").With("dicom", "rejected"),
                Abort when heard[5] == 4 => new Recognised("dicom"),
                _ => null,
            };

    // random called and calling titles: who accepts them accepts anybody, a configured one would prove nothing
    private static byte[] Title() =>
        Encoding.ASCII.GetBytes("CW" + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 14));

    internal static byte[] Association()
    {
        byte[] abstractSyntax = Item(0x30, "1.2.840.10008.1.1"u8);
        byte[] transferSyntax = Item(0x40, "1.2.840.10008.1.2"u8);
        byte[] presentation = Item(0x20, [1, 0, 0, 0, .. abstractSyntax, .. transferSyntax]);
        byte[] user = Item(0x50, [.. Item(0x51, [0, 0, 0x40, 0]), .. Item(0x52, "1.2.826.0.1.3680043.10.1"u8)]);
        byte[] body =
        [
            0,
            1,
            0,
            0,
            .. Title(),
            .. Title(),
            .. new byte[32],
            .. Item(0x10, "1.2.840.10008.3.1.1.1"u8),
            .. presentation,
            .. user,
        ];
        return [1, 0, 0, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body];
    }

    private static byte[] Item(byte type, ReadOnlySpan<byte> value) =>
        [type, 0, (byte)(value.Length >> 8), (byte)value.Length, .. value];
}
