namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>Reads the rootDSE without a bind (RFC 4512 section 5.1): what the directory says of itself. No entry of it is read.</summary>
internal sealed class LdapQuestion : IServiceQuestion
{
    private const byte Sequence = 0x30;
    private const byte SearchResultEntry = 0x64;
    private const byte SearchResultDone = 0x65;

    // message 1: search, base "", scope base, no aliases, at most 1 entry and 5 s, (objectClass=*), all and operational attributes
    private static readonly byte[] RootDse =
    [
        Sequence,
        43,
        2,
        1,
        1,
        0x63,
        38,
        4,
        0,
        10,
        1,
        0,
        10,
        1,
        0,
        2,
        1,
        1,
        2,
        1,
        5,
        1,
        1,
        0,
        0x87,
        11,
        .. "objectClass"u8,
        Sequence,
        6,
        4,
        1,
        (byte)'*',
        4,
        1,
        (byte)'+',
    ];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken) =>
        Read((await conversation.AskAsync(RootDse, heard => heard.Length > 10, port.Options.Answer, cancellationToken)).Bytes);

    internal static Recognised? Read(ReadOnlySpan<byte> heard)
    {
        var operation = Operation(heard);
        if (operation is not (SearchResultEntry or SearchResultDone))
            return null;

        var text = Lines.Text(heard);
        var product =
            text.Contains("OpenLDAP", StringComparison.Ordinal) ? "OpenLDAP"
            : text.Contains("rootDomainNamingContext", StringComparison.OrdinalIgnoreCase) ? "Microsoft Active Directory"
            : text.Contains("389-Directory", StringComparison.OrdinalIgnoreCase) ? "389 Directory Server"
            : null;
        return new Recognised("ldap") { Product = product, Cpe = KnownProducts.CpeOf(product, null) }.With(
            "ldap_anonymous",
            operation == SearchResultEntry
        );
    }

    /// <summary>The tag of the operation in an LDAPMessage with our message number; 0 when it is none (RFC 4511 section 4.1.1).</summary>
    private static byte Operation(ReadOnlySpan<byte> heard)
    {
        if (heard.Length < 8 || heard[0] != Sequence)
            return 0;

        var lengthOctets = heard[1] < 0x80 ? 0 : heard[1] & 0x7F;
        if (lengthOctets > 4 || heard.Length < 2 + lengthOctets + 4)
            return 0;

        var message = heard[(2 + lengthOctets)..];
        return message is [2, 1, 1, var operation, ..] ? operation : (byte)0;
    }
}
