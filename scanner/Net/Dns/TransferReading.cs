namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Gathers the messages of a zone transfer. Whole means: it began and ended with the SOA of the zone (RFC 5936 section 2.2).</summary>
internal sealed class TransferReading(string zone, int most)
{
    private readonly List<DnsRecord> _records = [];
    private ResponseCode _refusal;
    private bool _complete;

    /// <summary>Takes one message; true while more are wanted.</summary>
    public bool Take(DnsMessage message)
    {
        if (message.Code != ResponseCode.NoError || (_records.Count == 0 && message.Answers.Count == 0))
        {
            _refusal = message.Code == ResponseCode.NoError ? ResponseCode.Refused : message.Code;
            return false;
        }

        foreach (var record in message.Answers)
        {
            if (_records.Count == 0 && !IsSoa(record))
            {
                _refusal = ResponseCode.FormErr;
                return false;
            }

            _records.Add(record);
            _complete = _records.Count > 1 && IsSoa(record);
            if (_complete || _records.Count >= most)
            {
                return false;
            }
        }

        return true;
    }

    public ZoneTransfer Conclude(DatagramOutcome outcome) =>
        _records.Count > 0 ? new ZoneTransfer.Records(_complete ? _records[..^1] : _records, _complete)
        : _refusal != ResponseCode.NoError ? new ZoneTransfer.Denied(_refusal)
        : outcome is DatagramOutcome.Silent silent ? new ZoneTransfer.Silent(silent.Why, silent.Detail)
        : new ZoneTransfer.Silent(Rules.Model.Silence.SpokeAnotherProtocol, "the answer to the transfer is malformed");

    private bool IsSoa(DnsRecord record) => record is DnsRecord.Soa && record.Owner == zone;
}
