namespace CyberWatch.Scanner.Probes.Service.Questions;

/// <summary>Connects to an MQTT broker without name and password (MQTT 3.1.1 section 3.1) and leaves at once. Subscribes to nothing.</summary>
internal sealed class MqttQuestion : IServiceQuestion
{
    private static readonly byte[] Connect = [0x10, 22, 0, 4, .. "MQTT"u8, 4, 2, 0, 10, 0, 10, .. "cyberwatch"u8];

    public async Task<Recognised?> AskAsync(Conversation conversation, Port port, CancellationToken cancellationToken)
    {
        var heard = await conversation.AskAsync(Connect, bytes => bytes.Length >= 4, port.Options.Answer, cancellationToken);
        if (Read(heard.Bytes) is not { } known)
            return null;

        await conversation.AskAsync(new byte[] { 0xE0, 0 }, _ => true, TimeSpan.FromMilliseconds(50), cancellationToken);
        return known;
    }

    internal static Recognised? Read(ReadOnlySpan<byte> heard) =>
        heard is not [0x20, 2, _, <= 5, ..] ? null
        : heard[3] is 0 or 4 or 5 ? new Recognised("mqtt").With("without_login", heard[3] == 0)
        : new Recognised("mqtt");
}
