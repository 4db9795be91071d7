namespace CyberWatch.Infra.Databases;

/// <summary>Numbers of our advisory locks: the first four octets say CybW, so that another program in the same database does not meet them.</summary>
internal static class PostgresTurns
{
    private const long Ours = 0x4379_6257L << 32;

    public const long Import = Ours + 1;
    public const long Outbox = Ours + 2;
    public const long Schema = Ours + 3;
}
