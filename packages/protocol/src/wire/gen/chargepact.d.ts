// Generated from proto/ by `npm run gen`. Do not edit.
import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace chargepact. */
export namespace chargepact {

    /** Namespace v1. */
    namespace v1 {

        /** What an agent is. It decides what the agent may grant and ask, never how the session runs. */
        enum Role {

            /** Never sent. */
            ROLE_UNSPECIFIED = 0,

            /** A vehicle's or a pack's battery management system. Holder only. */
            ROLE_BATTERY = 1,

            /** A station with one or more connectors: holder upward, grantor to the battery on each connector. */
            ROLE_CHARGER = 2,

            /** A site of battery packs: holder upward, grantor to its packs. */
            ROLE_STORAGE = 3,

            /** An operator of a grid part that owns capacity: grantor, and holder where it is nested. */
            ROLE_GRID = 4
        }

        /** Why an option, an offer, a commit, a reject or a limit is as it is. Lists of reasons are ordered, most binding first. */
        enum Reason {

            /** The sender gives no reason. */
            REASON_UNSPECIFIED = 0,

            /** A temperature is at, or forecast to reach, its upper limit. */
            REASON_THERMAL = 1,

            /** The battery is too cold for more. */
            REASON_COLD = 2,

            /** The battery is worn and more would wear it disproportionately. */
            REASON_WORN = 3,

            /** The charge acceptance at this state of charge. */
            REASON_ACCEPTANCE = 4,

            /** The owner's window of state of charge. */
            REASON_SOC_WINDOW = 5,

            /** The rating of the equipment or its cable. */
            REASON_EQUIPMENT = 6,

            /** A person's local stop or limit. It overrides every agreement. */
            REASON_PERSON = 7,

            /** The price makes another time better. */
            REASON_PRICE = 8,

            /** The capacity of the site or of the grid above. */
            REASON_CAPACITY = 9,

            /** The capacity of one phase. */
            REASON_PHASE = 10,

            /** Less than the equipment's minimum was left, so it is 0. */
            REASON_MINIMUM_POWER = 11,

            /** A departure leaves no more time. */
            REASON_DEPARTURE = 12,

            /** The agreed fallback is in force. */
            REASON_FALLBACK = 13,

            /** An emergency is in force. */
            REASON_EMERGENCY = 14,

            /** Load that nobody controls takes the room. */
            REASON_BASE_LOAD = 15
        }

        /**
         * Properties of a LeaseVersion.
         * @deprecated Use chargepact.v1.LeaseVersion.$Properties instead.
         */
        interface ILeaseVersion extends chargepact.v1.LeaseVersion.$Properties {
        }

        /** (grantor epoch, counter): names one lease of one link. Compared epoch first; grows with every commit (CP-LEASE-1). */
        class LeaseVersion {

            /**
             * Constructs a new LeaseVersion.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.LeaseVersion.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Epoch of the grantor when it committed, 1 to 2^32 - 1. Required. */
            epoch: number;

            /** Counts the commits of that epoch on this link, 0 to 2^32 - 1. */
            counter: number;

            /**
             * Creates a new LeaseVersion instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeaseVersion instance
             */
            static create(properties: chargepact.v1.LeaseVersion.$Shape): chargepact.v1.LeaseVersion & chargepact.v1.LeaseVersion.$Shape;
            static create(properties?: chargepact.v1.LeaseVersion.$Properties): chargepact.v1.LeaseVersion;

            /**
             * Encodes the specified LeaseVersion message. Does not implicitly {@link chargepact.v1.LeaseVersion.verify|verify} messages.
             * @param message LeaseVersion message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.LeaseVersion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaseVersion message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.LeaseVersion & chargepact.v1.LeaseVersion.$Shape} LeaseVersion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.LeaseVersion & chargepact.v1.LeaseVersion.$Shape;
        }

        namespace LeaseVersion {

            /** Properties of a LeaseVersion. */
            interface $Properties {

                /** Epoch of the grantor when it committed, 1 to 2^32 - 1. Required. */
                epoch?: (number|null);

                /** Counts the commits of that epoch on this link, 0 to 2^32 - 1. */
                counter?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LeaseVersion. */
            type $Shape = chargepact.v1.LeaseVersion.$Properties;
        }

        /**
         * Properties of a MessageRef.
         * @deprecated Use chargepact.v1.MessageRef.$Properties instead.
         */
        interface IMessageRef extends chargepact.v1.MessageRef.$Properties {
        }

        /** Names a message within one direction of a pair of agents. */
        class MessageRef {

            /**
             * Constructs a new MessageRef.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.MessageRef.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Epoch of the message's sender, 1 to 2^32 - 1. Required. */
            epoch: number;

            /** Its sequence number, 1 to 2^32 - 1. Required. */
            seq: number;

            /**
             * Creates a new MessageRef instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MessageRef instance
             */
            static create(properties: chargepact.v1.MessageRef.$Shape): chargepact.v1.MessageRef & chargepact.v1.MessageRef.$Shape;
            static create(properties?: chargepact.v1.MessageRef.$Properties): chargepact.v1.MessageRef;

            /**
             * Encodes the specified MessageRef message. Does not implicitly {@link chargepact.v1.MessageRef.verify|verify} messages.
             * @param message MessageRef message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.MessageRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MessageRef message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.MessageRef & chargepact.v1.MessageRef.$Shape} MessageRef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.MessageRef & chargepact.v1.MessageRef.$Shape;
        }

        namespace MessageRef {

            /** Properties of a MessageRef. */
            interface $Properties {

                /** Epoch of the message's sender, 1 to 2^32 - 1. Required. */
                epoch?: (number|null);

                /** Its sequence number, 1 to 2^32 - 1. Required. */
                seq?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MessageRef. */
            type $Shape = chargepact.v1.MessageRef.$Properties;
        }

        /**
         * Properties of a Fallback.
         * @deprecated Use chargepact.v1.Fallback.$Properties instead.
         */
        interface IFallback extends chargepact.v1.Fallback.$Properties {
        }

        /** Constant powers that a holder keeps without contact, and how fast it gets there (CP-FALL-1 to CP-FALL-8). */
        class Fallback {

            /**
             * Constructs a new Fallback.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Fallback.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Largest import, 0 to 1 000 000 000 W. Required. */
            importW?: (number|null);

            /** Largest export as a magnitude, 0 to 1 000 000 000 W. Required. */
            exportW?: (number|null);

            /** Rate at which the power changes towards it, 1 to 1 000 000 000 W/s. Required. */
            rampWPerS: number;

            /**
             * Creates a new Fallback instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Fallback instance
             */
            static create(properties: chargepact.v1.Fallback.$Shape): chargepact.v1.Fallback & chargepact.v1.Fallback.$Shape;
            static create(properties?: chargepact.v1.Fallback.$Properties): chargepact.v1.Fallback;

            /**
             * Encodes the specified Fallback message. Does not implicitly {@link chargepact.v1.Fallback.verify|verify} messages.
             * @param message Fallback message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Fallback.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Fallback message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Fallback & chargepact.v1.Fallback.$Shape} Fallback
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Fallback & chargepact.v1.Fallback.$Shape;
        }

        namespace Fallback {

            /** Properties of a Fallback. */
            interface $Properties {

                /** Largest import, 0 to 1 000 000 000 W. Required. */
                importW?: (number|null);

                /** Largest export as a magnitude, 0 to 1 000 000 000 W. Required. */
                exportW?: (number|null);

                /** Rate at which the power changes towards it, 1 to 1 000 000 000 W/s. Required. */
                rampWPerS?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Fallback. */
            type $Shape = chargepact.v1.Fallback.$Properties;
        }

        /**
         * Properties of a Schedule.
         * @deprecated Use chargepact.v1.Schedule.$Properties instead.
         */
        interface ISchedule extends chargepact.v1.Schedule.$Properties {
        }

        /**
         * A power profile over contiguous steps of schedule time. The band of step i holds in
         * [start_s + i step_s, start_s + (i + 1) step_s). After the last step the fallback holds (CP-LEASE-10).
         *
         * Values travel as differences in units of unit_w: value[i] = unit_w (delta[0] + ... + delta[i]). Differences missing at the end are 0,
         * so a constant edge is one value. A sender takes the largest unit_w up to 50 that divides every value, so integer watts survive
         * exactly (CP-WIRE-12). Every value is -1 000 000 000 to 1 000 000 000 W.
         */
        class Schedule {

            /**
             * Constructs a new Schedule.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Schedule.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Instant of the first step, 0 to 4 102 444 800 s. */
            startS: number;

            /** Length of a step, 1 to 86 400 s. Required. */
            stepS: number;

            /** Number of steps, 1 to 1 000, never more than the receiver's steps_max. Required. */
            stepCount: number;

            /** 1 to 50 W. Required. */
            unitW: number;

            /** Upper edge of the band, + import, - export: 1 to `step_count` differences. Required. */
            maxDeltas: number[];

            /** Lower edge of the band: up to `step_count` differences, nowhere above the upper edge. None: the plan is fixed and equal to its upper edge. */
            minDeltas: number[];

            /**
             * Creates a new Schedule instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Schedule instance
             */
            static create(properties: chargepact.v1.Schedule.$Shape): chargepact.v1.Schedule & chargepact.v1.Schedule.$Shape;
            static create(properties?: chargepact.v1.Schedule.$Properties): chargepact.v1.Schedule;

            /**
             * Encodes the specified Schedule message. Does not implicitly {@link chargepact.v1.Schedule.verify|verify} messages.
             * @param message Schedule message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Schedule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Schedule message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Schedule & chargepact.v1.Schedule.$Shape} Schedule
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Schedule & chargepact.v1.Schedule.$Shape;
        }

        namespace Schedule {

            /** Properties of a Schedule. */
            interface $Properties {

                /** Instant of the first step, 0 to 4 102 444 800 s. */
                startS?: (number|null);

                /** Length of a step, 1 to 86 400 s. Required. */
                stepS?: (number|null);

                /** Number of steps, 1 to 1 000, never more than the receiver's steps_max. Required. */
                stepCount?: (number|null);

                /** 1 to 50 W. Required. */
                unitW?: (number|null);

                /** Upper edge of the band, + import, - export: 1 to `step_count` differences. Required. */
                maxDeltas?: (number[]|null);

                /** Lower edge of the band: up to `step_count` differences, nowhere above the upper edge. None: the plan is fixed and equal to its upper edge. */
                minDeltas?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Schedule. */
            type $Shape = chargepact.v1.Schedule.$Properties;
        }

        /**
         * Properties of a TermsPart.
         * @deprecated Use chargepact.v1.TermsPart.$Properties instead.
         */
        interface ITermsPart extends chargepact.v1.TermsPart.$Properties {
        }

        /** One connector's share. A lone battery or a site without connectors has one part with connector 1. */
        class TermsPart {

            /**
             * Constructs a new TermsPart.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.TermsPart.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 1 000. Required. */
            connector: number;

            /** Power at this connector, grid side. Required. */
            schedule?: (chargepact.v1.Schedule.$Properties|null);

            /**
             * Creates a new TermsPart instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TermsPart instance
             */
            static create(properties: chargepact.v1.TermsPart.$Shape): chargepact.v1.TermsPart & chargepact.v1.TermsPart.$Shape;
            static create(properties?: chargepact.v1.TermsPart.$Properties): chargepact.v1.TermsPart;

            /**
             * Encodes the specified TermsPart message. Does not implicitly {@link chargepact.v1.TermsPart.verify|verify} messages.
             * @param message TermsPart message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.TermsPart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TermsPart message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.TermsPart & chargepact.v1.TermsPart.$Shape} TermsPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.TermsPart & chargepact.v1.TermsPart.$Shape;
        }

        namespace TermsPart {

            /** Properties of a TermsPart. */
            interface $Properties {

                /** 1 to 1 000. Required. */
                connector?: (number|null);

                /** Power at this connector, grid side. Required. */
                schedule?: (chargepact.v1.Schedule.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TermsPart. */
            type $Shape = chargepact.v1.TermsPart.$Properties;
        }

        /**
         * Properties of a Terms.
         * @deprecated Use chargepact.v1.Terms.$Properties instead.
         */
        interface ITerms extends chargepact.v1.Terms.$Properties {
        }

        /**
         * What is proposed, offered as an option, or committed. It travels as `bytes` that hold an encoded Terms of at most 16 384 bytes;
         * its name is the first 16 bytes of SHA-256 over those bytes as received, so nothing is encoded again to check it (CP-WIRE-13).
         */
        class Terms {

            /**
             * Constructs a new Terms.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Terms.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 16 parts, each connector once (CP-WIRE-8). */
            parts: chargepact.v1.TermsPart.$Properties[];

            /**
             * Creates a new Terms instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Terms instance
             */
            static create(properties: chargepact.v1.Terms.$Shape): chargepact.v1.Terms & chargepact.v1.Terms.$Shape;
            static create(properties?: chargepact.v1.Terms.$Properties): chargepact.v1.Terms;

            /**
             * Encodes the specified Terms message. Does not implicitly {@link chargepact.v1.Terms.verify|verify} messages.
             * @param message Terms message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Terms.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Terms message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Terms & chargepact.v1.Terms.$Shape} Terms
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Terms & chargepact.v1.Terms.$Shape;
        }

        namespace Terms {

            /** Properties of a Terms. */
            interface $Properties {

                /** 1 to 16 parts, each connector once (CP-WIRE-8). */
                parts?: (chargepact.v1.TermsPart.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Terms. */
            type $Shape = chargepact.v1.Terms.$Properties;
        }

        /**
         * Properties of a PriceVector.
         * @deprecated Use chargepact.v1.PriceVector.$Properties instead.
         */
        interface IPriceVector extends chargepact.v1.PriceVector.$Properties {
        }

        /** One price per step, contiguous from start_s. */
        class PriceVector {

            /**
             * Constructs a new PriceVector.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.PriceVector.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Instant of the first step, 0 to 4 102 444 800 s. */
            startS: number;

            /** Length of a step, 1 to 86 400 s. Required. */
            stepS: number;

            /** Differences of the prices: price[i] = delta[0] + ... + delta[i]; 1 to 1 000 prices of -1 000 000 000 to 1 000 000 000. Required. */
            microPerKwhDeltas: number[];

            /** What an exported kWh earns, in the same way; as many as above. Absent: the import price. */
            exportMicroPerKwhDeltas: number[];

            /**
             * Creates a new PriceVector instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PriceVector instance
             */
            static create(properties: chargepact.v1.PriceVector.$Shape): chargepact.v1.PriceVector & chargepact.v1.PriceVector.$Shape;
            static create(properties?: chargepact.v1.PriceVector.$Properties): chargepact.v1.PriceVector;

            /**
             * Encodes the specified PriceVector message. Does not implicitly {@link chargepact.v1.PriceVector.verify|verify} messages.
             * @param message PriceVector message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.PriceVector.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PriceVector message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.PriceVector & chargepact.v1.PriceVector.$Shape} PriceVector
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.PriceVector & chargepact.v1.PriceVector.$Shape;
        }

        namespace PriceVector {

            /** Properties of a PriceVector. */
            interface $Properties {

                /** Instant of the first step, 0 to 4 102 444 800 s. */
                startS?: (number|null);

                /** Length of a step, 1 to 86 400 s. Required. */
                stepS?: (number|null);

                /** Differences of the prices: price[i] = delta[0] + ... + delta[i]; 1 to 1 000 prices of -1 000 000 000 to 1 000 000 000. Required. */
                microPerKwhDeltas?: (number[]|null);

                /** What an exported kWh earns, in the same way; as many as above. Absent: the import price. */
                exportMicroPerKwhDeltas?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PriceVector. */
            type $Shape = chargepact.v1.PriceVector.$Properties;
        }

        /**
         * Properties of a Bundle.
         * @deprecated Use chargepact.v1.Bundle.$Properties instead.
         */
        interface IBundle extends chargepact.v1.Bundle.$Properties {
        }

        /**
         * The payload of every topic: what is due for one receiver in one tick. At most 65 536 bytes, checked before decoding (CP-WIRE-2).
         * A lone message is a bundle of one. The order within a bundle means nothing.
         */
        class Bundle {

            /**
             * Constructs a new Bundle.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Bundle.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 64. */
            sealed: chargepact.v1.Sealed.$Properties[];

            /**
             * Creates a new Bundle instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Bundle instance
             */
            static create(properties: chargepact.v1.Bundle.$Shape): chargepact.v1.Bundle & chargepact.v1.Bundle.$Shape;
            static create(properties?: chargepact.v1.Bundle.$Properties): chargepact.v1.Bundle;

            /**
             * Encodes the specified Bundle message. Does not implicitly {@link chargepact.v1.Bundle.verify|verify} messages.
             * @param message Bundle message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Bundle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Bundle message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Bundle & chargepact.v1.Bundle.$Shape} Bundle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Bundle & chargepact.v1.Bundle.$Shape;
        }

        namespace Bundle {

            /** Properties of a Bundle. */
            interface $Properties {

                /** 1 to 64. */
                sealed?: (chargepact.v1.Sealed.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Bundle. */
            type $Shape = {
              sealed?: chargepact.v1.Sealed.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a Sealed.
         * @deprecated Use chargepact.v1.Sealed.$Properties instead.
         */
        interface ISealed extends chargepact.v1.Sealed.$Properties {
        }

        /**
         * An envelope's bytes with the proof of who wrote them. The proof covers
         * context || topic || envelope as received || session id
         * each after its length as 4 bytes big-endian; the context is "chargepact/1", the session id 16 hex digits or nothing. It is
         * checked before the envelope is decoded (CP-SEAL-1, CP-SEAL-5). docs/wire.md has the details.
         */
        class Sealed {

            /**
             * Constructs a new Sealed.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Sealed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** An encoded Envelope, 1 to 16 384 bytes (CP-WIRE-1). Required. */
            envelope: Uint8Array;

            /** Names the sender's key in the registry: a token of up to 64 characters. Empty with a MAC. */
            keyId: string;

            /** Ed25519, 64 bytes: on Hello, broadcasts, TradeOffer, TradeAccept, and Accept, Commit, Revoke, Release, Emergency and their answers (CP-SEAL-2). */
            signature?: (Uint8Array|null);

            /** First 16 bytes of HMAC-SHA-256 under the session's key: on every other unicast (CP-SEAL-2). */
            mac?: (Uint8Array|null);

            /** None: taken only under an explicit insecure flag on loopback (CP-SEAL-6). */
            proof?: ("signature"|"mac");

            /**
             * Creates a new Sealed instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Sealed instance
             */
            static create(properties: chargepact.v1.Sealed.$Shape): chargepact.v1.Sealed & chargepact.v1.Sealed.$Shape;
            static create(properties?: chargepact.v1.Sealed.$Properties): chargepact.v1.Sealed;

            /**
             * Encodes the specified Sealed message. Does not implicitly {@link chargepact.v1.Sealed.verify|verify} messages.
             * @param message Sealed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Sealed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Sealed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Sealed & chargepact.v1.Sealed.$Shape} Sealed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Sealed & chargepact.v1.Sealed.$Shape;
        }

        namespace Sealed {

            /** Properties of a Sealed. */
            interface $Properties {

                /** An encoded Envelope, 1 to 16 384 bytes (CP-WIRE-1). Required. */
                envelope?: (Uint8Array|null);

                /** Names the sender's key in the registry: a token of up to 64 characters. Empty with a MAC. */
                keyId?: (string|null);

                /** Ed25519, 64 bytes: on Hello, broadcasts, TradeOffer, TradeAccept, and Accept, Commit, Revoke, Release, Emergency and their answers (CP-SEAL-2). */
                signature?: (Uint8Array|null);

                /** First 16 bytes of HMAC-SHA-256 under the session's key: on every other unicast (CP-SEAL-2). */
                mac?: (Uint8Array|null);

                /** None: taken only under an explicit insecure flag on loopback (CP-SEAL-6). */
                proof?: ("signature"|"mac");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Sealed. */
            type $Shape = {
              envelope?: Uint8Array|null;
              keyId?: string|null;
              signature?: Uint8Array|null;
              mac?: Uint8Array|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ proof?: undefined; signature?: null; mac?: null }|{ proof?: "signature"; signature: Uint8Array; mac?: null }|{ proof?: "mac"; signature?: null; mac: Uint8Array })
            );
        }

        /**
         * Properties of a Conversation.
         * @deprecated Use chargepact.v1.Conversation.$Properties instead.
         */
        interface IConversation extends chargepact.v1.Conversation.$Properties {
        }

        /** A negotiation: everything that follows from one need, offer or change. */
        class Conversation {

            /**
             * Constructs a new Conversation.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Conversation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** True when the recipient of this message began it. */
            byRecipient: boolean;

            /** Epoch of the agent that began it, 1 to 2^32 - 1. Required. */
            epoch: number;

            /** Counts that agent's conversations with this peer, 0 to 2^32 - 1. */
            counter: number;

            /**
             * Creates a new Conversation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Conversation instance
             */
            static create(properties: chargepact.v1.Conversation.$Shape): chargepact.v1.Conversation & chargepact.v1.Conversation.$Shape;
            static create(properties?: chargepact.v1.Conversation.$Properties): chargepact.v1.Conversation;

            /**
             * Encodes the specified Conversation message. Does not implicitly {@link chargepact.v1.Conversation.verify|verify} messages.
             * @param message Conversation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Conversation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Conversation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Conversation & chargepact.v1.Conversation.$Shape} Conversation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Conversation & chargepact.v1.Conversation.$Shape;
        }

        namespace Conversation {

            /** Properties of a Conversation. */
            interface $Properties {

                /** True when the recipient of this message began it. */
                byRecipient?: (boolean|null);

                /** Epoch of the agent that began it, 1 to 2^32 - 1. Required. */
                epoch?: (number|null);

                /** Counts that agent's conversations with this peer, 0 to 2^32 - 1. */
                counter?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Conversation. */
            type $Shape = chargepact.v1.Conversation.$Properties;
        }

        /**
         * Properties of an Envelope.
         * @deprecated Use chargepact.v1.Envelope.$Properties instead.
         */
        interface IEnvelope extends chargepact.v1.Envelope.$Properties {
        }

        /**
         * One message. Its identity is (sender, recipient, epoch, seq): the same identity with the same content gets the stored answer again,
         * with other content it is a security event (CP-WINDOW-1, CP-WINDOW-2).
         */
        class Envelope {

            /**
             * Constructs a new Envelope.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Envelope.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Version of this protocol: a major that both know and the sender's minor of it, 1 to 65 535 and 0 to 65 535 (CP-SESSION-2). */
            major: number;

            /** Envelope minor. */
            minor: number;

            /** Agent id of the writer. Required. */
            sender: string;

            /** Agent id of the reader. Empty in Presence, Roster, PlanNotice and in an Offer to a group; required in every other (CP-WIRE-14). */
            recipient: string;

            /** Grows at every start of the sender and is durable before it connects (CP-STORE-3), 1 to 2^32 - 1. Required. */
            epoch: number;

            /**
             * Counts from 1 per (sender, recipient, epoch), over all sessions, requests and answers alike; a broadcast per (sender, topic,
             * epoch). 1 to 2^32 - 1. Required.
             */
            seq: number;

            /** Absent where the message belongs to no negotiation. An answer has it of what it answers, with by_recipient the other way round. */
            conversation?: (chargepact.v1.Conversation.$Properties|null);

            /** The message of the recipient that this one answers. Absent in what is not an answer. */
            inReplyTo?: (chargepact.v1.MessageRef.$Properties|null);

            /**
             * First 8 bytes of SHA-256 over the envelopes of both Hellos, the holder's first; empty in Hello and its Reject, presence, roster
             * and market messages (CP-SEAL-3).
             */
            sessionId: Uint8Array;

            /** The message is void this long after it was first sent, 1 to 86 400 000 ms. Required. */
            ttlMs: number;

            /** Numbers below 16 go to the bodies sent most often. */
            offer?: (chargepact.v1.Offer.$Properties|null);

            /** Envelope counterOffer. */
            counterOffer?: (chargepact.v1.CounterOffer.$Properties|null);

            /** Envelope renew. */
            renew?: (chargepact.v1.Renew.$Properties|null);

            /** Envelope renewAck. */
            renewAck?: (chargepact.v1.RenewAck.$Properties|null);

            /** Envelope commit. */
            commit?: (chargepact.v1.Commit.$Properties|null);

            /** Envelope commitAck. */
            commitAck?: (chargepact.v1.CommitAck.$Properties|null);

            /** Envelope hello. */
            hello?: (chargepact.v1.Hello.$Properties|null);

            /** Envelope need. */
            need?: (chargepact.v1.Need.$Properties|null);

            /** Envelope accept. */
            accept?: (chargepact.v1.Accept.$Properties|null);

            /** Envelope release. */
            release?: (chargepact.v1.Release.$Properties|null);

            /** Envelope releaseAck. */
            releaseAck?: (chargepact.v1.ReleaseAck.$Properties|null);

            /** Envelope revoke. */
            revoke?: (chargepact.v1.Revoke.$Properties|null);

            /** Envelope revokeAck. */
            revokeAck?: (chargepact.v1.RevokeAck.$Properties|null);

            /** Envelope reject. */
            reject?: (chargepact.v1.Reject.$Properties|null);

            /** Envelope emergency. */
            emergency?: (chargepact.v1.Emergency.$Properties|null);

            /** Envelope emergencyAck. */
            emergencyAck?: (chargepact.v1.EmergencyAck.$Properties|null);

            /** Envelope status. */
            status?: (chargepact.v1.Status.$Properties|null);

            /** Envelope statusAck. */
            statusAck?: (chargepact.v1.StatusAck.$Properties|null);

            /** Envelope resync. */
            resync?: (chargepact.v1.Resync.$Properties|null);

            /** Envelope snapshot. */
            snapshot?: (chargepact.v1.Snapshot.$Properties|null);

            /** Envelope planNotice. */
            planNotice?: (chargepact.v1.PlanNotice.$Properties|null);

            /** Envelope presence. */
            presence?: (chargepact.v1.Presence.$Properties|null);

            /** Envelope roster. */
            roster?: (chargepact.v1.Roster.$Properties|null);

            /** Envelope forecast. */
            forecast?: (chargepact.v1.Forecast.$Properties|null);

            /** Envelope priceNotice. */
            priceNotice?: (chargepact.v1.PriceNotice.$Properties|null);

            /** Envelope tradeOffer. */
            tradeOffer?: (chargepact.v1.TradeOffer.$Properties|null);

            /** Envelope tradeAccept. */
            tradeAccept?: (chargepact.v1.TradeAccept.$Properties|null);

            /** Exactly one (CP-WIRE-3). A receiver that knows none of the fields present refuses the envelope. */
            body?: ("offer"|"counterOffer"|"renew"|"renewAck"|"commit"|"commitAck"|"hello"|"need"|"accept"|"release"|"releaseAck"|"revoke"|"revokeAck"|"reject"|"emergency"|"emergencyAck"|"status"|"statusAck"|"resync"|"snapshot"|"planNotice"|"presence"|"roster"|"forecast"|"priceNotice"|"tradeOffer"|"tradeAccept");

            /**
             * Creates a new Envelope instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Envelope instance
             */
            static create(properties: chargepact.v1.Envelope.$Shape): chargepact.v1.Envelope & chargepact.v1.Envelope.$Shape;
            static create(properties?: chargepact.v1.Envelope.$Properties): chargepact.v1.Envelope;

            /**
             * Encodes the specified Envelope message. Does not implicitly {@link chargepact.v1.Envelope.verify|verify} messages.
             * @param message Envelope message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Envelope message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Envelope & chargepact.v1.Envelope.$Shape} Envelope
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Envelope & chargepact.v1.Envelope.$Shape;
        }

        namespace Envelope {

            /** Properties of an Envelope. */
            interface $Properties {

                /** Version of this protocol: a major that both know and the sender's minor of it, 1 to 65 535 and 0 to 65 535 (CP-SESSION-2). */
                major?: (number|null);

                /** Envelope minor */
                minor?: (number|null);

                /** Agent id of the writer. Required. */
                sender?: (string|null);

                /** Agent id of the reader. Empty in Presence, Roster, PlanNotice and in an Offer to a group; required in every other (CP-WIRE-14). */
                recipient?: (string|null);

                /** Grows at every start of the sender and is durable before it connects (CP-STORE-3), 1 to 2^32 - 1. Required. */
                epoch?: (number|null);

                /**
                 * Counts from 1 per (sender, recipient, epoch), over all sessions, requests and answers alike; a broadcast per (sender, topic,
                 * epoch). 1 to 2^32 - 1. Required.
                 */
                seq?: (number|null);

                /** Absent where the message belongs to no negotiation. An answer has it of what it answers, with by_recipient the other way round. */
                conversation?: (chargepact.v1.Conversation.$Properties|null);

                /** The message of the recipient that this one answers. Absent in what is not an answer. */
                inReplyTo?: (chargepact.v1.MessageRef.$Properties|null);

                /**
                 * First 8 bytes of SHA-256 over the envelopes of both Hellos, the holder's first; empty in Hello and its Reject, presence, roster
                 * and market messages (CP-SEAL-3).
                 */
                sessionId?: (Uint8Array|null);

                /** The message is void this long after it was first sent, 1 to 86 400 000 ms. Required. */
                ttlMs?: (number|null);

                /** Numbers below 16 go to the bodies sent most often. */
                offer?: (chargepact.v1.Offer.$Properties|null);

                /** Envelope counterOffer */
                counterOffer?: (chargepact.v1.CounterOffer.$Properties|null);

                /** Envelope renew */
                renew?: (chargepact.v1.Renew.$Properties|null);

                /** Envelope renewAck */
                renewAck?: (chargepact.v1.RenewAck.$Properties|null);

                /** Envelope commit */
                commit?: (chargepact.v1.Commit.$Properties|null);

                /** Envelope commitAck */
                commitAck?: (chargepact.v1.CommitAck.$Properties|null);

                /** Envelope hello */
                hello?: (chargepact.v1.Hello.$Properties|null);

                /** Envelope need */
                need?: (chargepact.v1.Need.$Properties|null);

                /** Envelope accept */
                accept?: (chargepact.v1.Accept.$Properties|null);

                /** Envelope release */
                release?: (chargepact.v1.Release.$Properties|null);

                /** Envelope releaseAck */
                releaseAck?: (chargepact.v1.ReleaseAck.$Properties|null);

                /** Envelope revoke */
                revoke?: (chargepact.v1.Revoke.$Properties|null);

                /** Envelope revokeAck */
                revokeAck?: (chargepact.v1.RevokeAck.$Properties|null);

                /** Envelope reject */
                reject?: (chargepact.v1.Reject.$Properties|null);

                /** Envelope emergency */
                emergency?: (chargepact.v1.Emergency.$Properties|null);

                /** Envelope emergencyAck */
                emergencyAck?: (chargepact.v1.EmergencyAck.$Properties|null);

                /** Envelope status */
                status?: (chargepact.v1.Status.$Properties|null);

                /** Envelope statusAck */
                statusAck?: (chargepact.v1.StatusAck.$Properties|null);

                /** Envelope resync */
                resync?: (chargepact.v1.Resync.$Properties|null);

                /** Envelope snapshot */
                snapshot?: (chargepact.v1.Snapshot.$Properties|null);

                /** Envelope planNotice */
                planNotice?: (chargepact.v1.PlanNotice.$Properties|null);

                /** Envelope presence */
                presence?: (chargepact.v1.Presence.$Properties|null);

                /** Envelope roster */
                roster?: (chargepact.v1.Roster.$Properties|null);

                /** Envelope forecast */
                forecast?: (chargepact.v1.Forecast.$Properties|null);

                /** Envelope priceNotice */
                priceNotice?: (chargepact.v1.PriceNotice.$Properties|null);

                /** Envelope tradeOffer */
                tradeOffer?: (chargepact.v1.TradeOffer.$Properties|null);

                /** Envelope tradeAccept */
                tradeAccept?: (chargepact.v1.TradeAccept.$Properties|null);

                /** Exactly one (CP-WIRE-3). A receiver that knows none of the fields present refuses the envelope. */
                body?: ("offer"|"counterOffer"|"renew"|"renewAck"|"commit"|"commitAck"|"hello"|"need"|"accept"|"release"|"releaseAck"|"revoke"|"revokeAck"|"reject"|"emergency"|"emergencyAck"|"status"|"statusAck"|"resync"|"snapshot"|"planNotice"|"presence"|"roster"|"forecast"|"priceNotice"|"tradeOffer"|"tradeAccept");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Envelope. */
            type $Shape = {
              major?: number|null;
              minor?: number|null;
              sender?: string|null;
              recipient?: string|null;
              epoch?: number|null;
              seq?: number|null;
              conversation?: chargepact.v1.Conversation.$Shape|null;
              inReplyTo?: chargepact.v1.MessageRef.$Shape|null;
              sessionId?: Uint8Array|null;
              ttlMs?: number|null;
              offer?: chargepact.v1.Offer.$Shape|null;
              counterOffer?: chargepact.v1.CounterOffer.$Shape|null;
              renew?: chargepact.v1.Renew.$Shape|null;
              renewAck?: chargepact.v1.RenewAck.$Shape|null;
              commit?: chargepact.v1.Commit.$Shape|null;
              commitAck?: chargepact.v1.CommitAck.$Shape|null;
              hello?: chargepact.v1.Hello.$Shape|null;
              need?: chargepact.v1.Need.$Shape|null;
              accept?: chargepact.v1.Accept.$Shape|null;
              release?: chargepact.v1.Release.$Shape|null;
              releaseAck?: chargepact.v1.ReleaseAck.$Shape|null;
              revoke?: chargepact.v1.Revoke.$Shape|null;
              revokeAck?: chargepact.v1.RevokeAck.$Shape|null;
              reject?: chargepact.v1.Reject.$Shape|null;
              emergency?: chargepact.v1.Emergency.$Shape|null;
              emergencyAck?: chargepact.v1.EmergencyAck.$Shape|null;
              status?: chargepact.v1.Status.$Shape|null;
              statusAck?: chargepact.v1.StatusAck.$Shape|null;
              resync?: chargepact.v1.Resync.$Shape|null;
              snapshot?: chargepact.v1.Snapshot.$Shape|null;
              planNotice?: chargepact.v1.PlanNotice.$Shape|null;
              presence?: chargepact.v1.Presence.$Shape|null;
              roster?: chargepact.v1.Roster.$Shape|null;
              forecast?: chargepact.v1.Forecast.$Shape|null;
              priceNotice?: chargepact.v1.PriceNotice.$Shape|null;
              tradeOffer?: chargepact.v1.TradeOffer.$Shape|null;
              tradeAccept?: chargepact.v1.TradeAccept.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "offer"; offer: chargepact.v1.Offer.$Shape; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "counterOffer"; offer?: null; counterOffer: chargepact.v1.CounterOffer.$Shape; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "renew"; offer?: null; counterOffer?: null; renew: chargepact.v1.Renew.$Shape; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "renewAck"; offer?: null; counterOffer?: null; renew?: null; renewAck: chargepact.v1.RenewAck.$Shape; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "commit"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit: chargepact.v1.Commit.$Shape; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "commitAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck: chargepact.v1.CommitAck.$Shape; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "hello"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello: chargepact.v1.Hello.$Shape; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "need"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need: chargepact.v1.Need.$Shape; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "accept"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept: chargepact.v1.Accept.$Shape; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "release"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release: chargepact.v1.Release.$Shape; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "releaseAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck: chargepact.v1.ReleaseAck.$Shape; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "revoke"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke: chargepact.v1.Revoke.$Shape; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "revokeAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck: chargepact.v1.RevokeAck.$Shape; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "reject"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject: chargepact.v1.Reject.$Shape; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "emergency"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency: chargepact.v1.Emergency.$Shape; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "emergencyAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck: chargepact.v1.EmergencyAck.$Shape; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "status"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status: chargepact.v1.Status.$Shape; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "statusAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck: chargepact.v1.StatusAck.$Shape; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "resync"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync: chargepact.v1.Resync.$Shape; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "snapshot"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot: chargepact.v1.Snapshot.$Shape; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "planNotice"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice: chargepact.v1.PlanNotice.$Shape; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "presence"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence: chargepact.v1.Presence.$Shape; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "roster"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster: chargepact.v1.Roster.$Shape; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "forecast"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast: chargepact.v1.Forecast.$Shape; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "priceNotice"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice: chargepact.v1.PriceNotice.$Shape; tradeOffer?: null; tradeAccept?: null }|{ body?: "tradeOffer"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer: chargepact.v1.TradeOffer.$Shape; tradeAccept?: null }|{ body?: "tradeAccept"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept: chargepact.v1.TradeAccept.$Shape })
            );
        }

        /**
         * Properties of a VersionOffer.
         * @deprecated Use chargepact.v1.VersionOffer.$Properties instead.
         */
        interface IVersionOffer extends chargepact.v1.VersionOffer.$Properties {
        }

        /** A major version with the highest minor of it that the sender speaks. */
        class VersionOffer {

            /**
             * Constructs a new VersionOffer.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.VersionOffer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 65 535. Required. */
            major: number;

            /** 0 to 65 535. */
            minor: number;

            /**
             * Creates a new VersionOffer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VersionOffer instance
             */
            static create(properties: chargepact.v1.VersionOffer.$Shape): chargepact.v1.VersionOffer & chargepact.v1.VersionOffer.$Shape;
            static create(properties?: chargepact.v1.VersionOffer.$Properties): chargepact.v1.VersionOffer;

            /**
             * Encodes the specified VersionOffer message. Does not implicitly {@link chargepact.v1.VersionOffer.verify|verify} messages.
             * @param message VersionOffer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.VersionOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VersionOffer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.VersionOffer & chargepact.v1.VersionOffer.$Shape} VersionOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.VersionOffer & chargepact.v1.VersionOffer.$Shape;
        }

        namespace VersionOffer {

            /** Properties of a VersionOffer. */
            interface $Properties {

                /** 1 to 65 535. Required. */
                major?: (number|null);

                /** 0 to 65 535. */
                minor?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VersionOffer. */
            type $Shape = chargepact.v1.VersionOffer.$Properties;
        }

        /**
         * Properties of a ConnectorInfo.
         * @deprecated Use chargepact.v1.ConnectorInfo.$Properties instead.
         */
        interface IConnectorInfo extends chargepact.v1.ConnectorInfo.$Properties {
        }

        /**
         * How one connector is wired and what its equipment can do. A power given for it is for all of its phases together: whoever uses
         * fewer of them has that share of it.
         */
        class ConnectorInfo {

            /**
             * Constructs a new ConnectorInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.ConnectorInfo.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 1 000, each once in a Hello. Required. */
            connector: number;

            /** Phases of the grantor that it may load: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required. */
            phases: number[];

            /** Largest import, 0 to 1 000 000 000 W. Required. */
            powerMaxW?: (number|null);

            /**
             * Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. It does not hold for a holder that can export here: its
             * power is continuous both ways. Required.
             */
            powerMinW?: (number|null);

            /** Largest export as a magnitude, 0 to 1 000 000 000 W. Absent: none. */
            exportMaxW?: (number|null);

            /**
             * Creates a new ConnectorInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConnectorInfo instance
             */
            static create(properties: chargepact.v1.ConnectorInfo.$Shape): chargepact.v1.ConnectorInfo & chargepact.v1.ConnectorInfo.$Shape;
            static create(properties?: chargepact.v1.ConnectorInfo.$Properties): chargepact.v1.ConnectorInfo;

            /**
             * Encodes the specified ConnectorInfo message. Does not implicitly {@link chargepact.v1.ConnectorInfo.verify|verify} messages.
             * @param message ConnectorInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.ConnectorInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConnectorInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.ConnectorInfo & chargepact.v1.ConnectorInfo.$Shape} ConnectorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.ConnectorInfo & chargepact.v1.ConnectorInfo.$Shape;
        }

        namespace ConnectorInfo {

            /** Properties of a ConnectorInfo. */
            interface $Properties {

                /** 1 to 1 000, each once in a Hello. Required. */
                connector?: (number|null);

                /** Phases of the grantor that it may load: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required. */
                phases?: (number[]|null);

                /** Largest import, 0 to 1 000 000 000 W. Required. */
                powerMaxW?: (number|null);

                /**
                 * Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. It does not hold for a holder that can export here: its
                 * power is continuous both ways. Required.
                 */
                powerMinW?: (number|null);

                /** Largest export as a magnitude, 0 to 1 000 000 000 W. Absent: none. */
                exportMaxW?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConnectorInfo. */
            type $Shape = chargepact.v1.ConnectorInfo.$Properties;
        }

        /**
         * Properties of a Hello.
         * @deprecated Use chargepact.v1.Hello.$Properties instead.
         */
        interface IHello extends chargepact.v1.Hello.$Properties {
        }

        /**
         * Greets a peer, makes the session and agrees the fallback. Answered with the peer's own Hello (in_reply_to set), or Reject
         * (CP-SESSION-1, CP-SESSION-2). Nothing else of a peer changes anything before. Only a holder's Hello begins a session; a grantor's
         * that answers nothing asks the holder to greet anew, and has no session key. Signed; session_id is empty. So is the Reject of a Hello.
         */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Required. */
            role: chargepact.v1.Role;

            /** 1 to 8, every major once. Required. */
            versions: chargepact.v1.VersionOffer.$Properties[];

            /** What the sender can do beyond the base: up to 32 tokens of 1 to 32 characters. */
            features: string[];

            /** Those without which it cannot work with the peer: a peer that does not know one rejects FEATURE_UNSUPPORTED. */
            criticalFeatures: string[];

            /** 16 fresh random bytes. Required. */
            nonce: Uint8Array;

            /** X25519 public key made for this Hello alone, 32 bytes; empty where messages go unsealed. */
            sessionKey: Uint8Array;

            /**
             * Holder: the fallback it asks for. Grantor: the fallback it admits; what does not fit now is admitted at 0 W and raised later,
             * never refused (CP-FALL-1). Rejected RAMP_TOO_SLOW unless (power_max_w - import_w) / ramp_w_per_s is at most half the lease's ttl
             * (CP-SESSION-3). Required.
             */
            fallback?: (chargepact.v1.Fallback.$Properties|null);

            /**
             * Holder: the fallback it has persisted and its equipment obeys until a newly admitted one is written (CP-FALL-3), 0 W included.
             * Absent: it does not know, since its store is lost; then what the grantor has booked stays.
             */
            fallbackHeld?: (chargepact.v1.Fallback.$Properties|null);

            /** Largest import the sender can draw, 0 to 1 000 000 000 W. Required. */
            powerMaxW?: (number|null);

            /** Largest export as a magnitude, 0 to 1 000 000 000 W. Required. */
            exportMaxW?: (number|null);

            /**
             * 0 to 16 connectors. Holder: its own; a lone battery states its one as connector 1. Grantor: what its equipment carries for each
             * connector of the holder, so that the holder needs and offers nothing beyond it (CP-SESSION-5); none: it states no limit.
             */
            connectors: chargepact.v1.ConnectorInfo.$Properties[];

            /** Most schedule steps that the sender takes, 1 to 1 000. Required. */
            stepsMax: number;

            /** Grantor: schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Absent in a holder's. */
            scheduleMs?: (number|null);

            /** Grantor with a lost ledger: it grants nothing for this long, 1 to 86 400 000 ms (CP-STORE-7). Absent: it grants. */
            recoveringMs?: (number|null);

            /**
             * Creates a new Hello instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Hello instance
             */
            static create(properties: chargepact.v1.Hello.$Shape): chargepact.v1.Hello & chargepact.v1.Hello.$Shape;
            static create(properties?: chargepact.v1.Hello.$Properties): chargepact.v1.Hello;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link chargepact.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Hello & chargepact.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Hello & chargepact.v1.Hello.$Shape;
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Required. */
                role?: (chargepact.v1.Role|null);

                /** 1 to 8, every major once. Required. */
                versions?: (chargepact.v1.VersionOffer.$Properties[]|null);

                /** What the sender can do beyond the base: up to 32 tokens of 1 to 32 characters. */
                features?: (string[]|null);

                /** Those without which it cannot work with the peer: a peer that does not know one rejects FEATURE_UNSUPPORTED. */
                criticalFeatures?: (string[]|null);

                /** 16 fresh random bytes. Required. */
                nonce?: (Uint8Array|null);

                /** X25519 public key made for this Hello alone, 32 bytes; empty where messages go unsealed. */
                sessionKey?: (Uint8Array|null);

                /**
                 * Holder: the fallback it asks for. Grantor: the fallback it admits; what does not fit now is admitted at 0 W and raised later,
                 * never refused (CP-FALL-1). Rejected RAMP_TOO_SLOW unless (power_max_w - import_w) / ramp_w_per_s is at most half the lease's ttl
                 * (CP-SESSION-3). Required.
                 */
                fallback?: (chargepact.v1.Fallback.$Properties|null);

                /**
                 * Holder: the fallback it has persisted and its equipment obeys until a newly admitted one is written (CP-FALL-3), 0 W included.
                 * Absent: it does not know, since its store is lost; then what the grantor has booked stays.
                 */
                fallbackHeld?: (chargepact.v1.Fallback.$Properties|null);

                /** Largest import the sender can draw, 0 to 1 000 000 000 W. Required. */
                powerMaxW?: (number|null);

                /** Largest export as a magnitude, 0 to 1 000 000 000 W. Required. */
                exportMaxW?: (number|null);

                /**
                 * 0 to 16 connectors. Holder: its own; a lone battery states its one as connector 1. Grantor: what its equipment carries for each
                 * connector of the holder, so that the holder needs and offers nothing beyond it (CP-SESSION-5); none: it states no limit.
                 */
                connectors?: (chargepact.v1.ConnectorInfo.$Properties[]|null);

                /** Most schedule steps that the sender takes, 1 to 1 000. Required. */
                stepsMax?: (number|null);

                /** Grantor: schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Absent in a holder's. */
                scheduleMs?: (number|null);

                /** Grantor with a lost ledger: it grants nothing for this long, 1 to 86 400 000 ms (CP-STORE-7). Absent: it grants. */
                recoveringMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = chargepact.v1.Hello.$Properties;
        }

        /** Why a request was refused. */
        enum RejectReason {

            /** Never sent on purpose; a receiver treats it as final. */
            REJECT_REASON_UNSPECIFIED = 0,

            /** The grantor has lost its ledger and grants nothing yet; value: ms until it does (CP-STORE-7, CP-FALL-7). */
            REJECT_REASON_RECOVERING = 1,

            /** A newer epoch of the sender has been seen; value: that epoch. Start again at value + 1 (CP-WINDOW-8). */
            REJECT_REASON_EPOCH_STALE = 2,

            /** No major version in common; value: a major that would do (CP-SESSION-2). */
            REJECT_REASON_VERSION_UNSUPPORTED = 3,

            /** A critical feature is unknown; detail names it (CP-SESSION-2). */
            REJECT_REASON_FEATURE_UNSUPPORTED = 4,

            /** The need that the message answers has changed since; what lowers was taken (CP-NEG-5). */
            REJECT_REASON_STALE_NEED = 5,

            /** The lease named is not the newest (CP-LEASE-6). */
            REJECT_REASON_STALE_LEASE = 6,

            /** The option has expired; what lowers was taken (CP-NEG-5). */
            REJECT_REASON_OPTION_EXPIRED = 7,

            /** The reservation has expired (CP-NEG-2). */
            REJECT_REASON_OFFER_EXPIRED = 8,

            /** No reserved proposal has this hash (CP-NEG-2). */
            REJECT_REASON_UNKNOWN_PROPOSAL = 9,

            /** The holder's own limits or its departure make it impossible. */
            REJECT_REASON_INFEASIBLE = 10,

            /** The grantor's capacity does not hold it; feasible: what does. */
            REJECT_REASON_OVER_CAPACITY = 11,

            /** A value is wrong in this context; detail names it with what would do. */
            REJECT_REASON_BAD_VALUE = 12,

            /** The identity was used before with other content (CP-WINDOW-2). */
            REJECT_REASON_DUPLICATE_ID = 13,

            /** The registry does not allow this link, or the sender to say this (CP-SESSION-4). */
            REJECT_REASON_NOT_ALLOWED = 14,

            /** The fallback cannot be reached within half a ttl (CP-SESSION-3). */
            REJECT_REASON_RAMP_TOO_SLOW = 15,

            /** There is no lease to renew, release or revoke. */
            REJECT_REASON_NO_LEASE = 16,

            /** The request is right and cannot be served now; ask again after the offer's deadline, or 10 s. */
            REJECT_REASON_NOT_NOW = 17
        }

        /**
         * Properties of a Reject.
         * @deprecated Use chargepact.v1.Reject.$Properties instead.
         */
        interface IReject extends chargepact.v1.Reject.$Properties {
        }

        /** Refuses the message that in_reply_to names, which has then changed nothing unless the reason says so (CP-NEG-8). Not answered. */
        class Reject {

            /**
             * Constructs a new Reject.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Reject.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reject reason. */
            reason: chargepact.v1.RejectReason;

            /** English text of up to 200 characters, with the number that was wrong and what would do. */
            detail: string;

            /** An encoded Terms: the largest that would be feasible. Absent where there are none. */
            feasible?: (Uint8Array|null);

            /** See the reason; 0 to 2^32 - 1. Absent where the reason states none. */
            value?: (number|null);

            /**
             * Creates a new Reject instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Reject instance
             */
            static create(properties: chargepact.v1.Reject.$Shape): chargepact.v1.Reject & chargepact.v1.Reject.$Shape;
            static create(properties?: chargepact.v1.Reject.$Properties): chargepact.v1.Reject;

            /**
             * Encodes the specified Reject message. Does not implicitly {@link chargepact.v1.Reject.verify|verify} messages.
             * @param message Reject message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Reject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Reject message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Reject & chargepact.v1.Reject.$Shape} Reject
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Reject & chargepact.v1.Reject.$Shape;
        }

        namespace Reject {

            /** Properties of a Reject. */
            interface $Properties {

                /** Reject reason */
                reason?: (chargepact.v1.RejectReason|null);

                /** English text of up to 200 characters, with the number that was wrong and what would do. */
                detail?: (string|null);

                /** An encoded Terms: the largest that would be feasible. Absent where there are none. */
                feasible?: (Uint8Array|null);

                /** See the reason; 0 to 2^32 - 1. Absent where the reason states none. */
                value?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reject. */
            type $Shape = chargepact.v1.Reject.$Properties;
        }

        /**
         * Properties of a Resync.
         * @deprecated Use chargepact.v1.Resync.$Properties instead.
         */
        interface IResync extends chargepact.v1.Resync.$Properties {
        }

        /** A gap in the sequence was not filled within 2 s: asks for the facts (CP-WINDOW-4). Answered with Snapshot. */
        class Resync {

            /**
             * Constructs a new Resync.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Resync.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new Resync instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Resync instance
             */
            static create(properties: chargepact.v1.Resync.$Shape): chargepact.v1.Resync & chargepact.v1.Resync.$Shape;
            static create(properties?: chargepact.v1.Resync.$Properties): chargepact.v1.Resync;

            /**
             * Encodes the specified Resync message. Does not implicitly {@link chargepact.v1.Resync.verify|verify} messages.
             * @param message Resync message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Resync.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Resync message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Resync & chargepact.v1.Resync.$Shape} Resync
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Resync & chargepact.v1.Resync.$Shape;
        }

        namespace Resync {

            /** Properties of a Resync. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Resync. */
            type $Shape = chargepact.v1.Resync.$Properties;
        }

        /**
         * Properties of a Snapshot.
         * @deprecated Use chargepact.v1.Snapshot.$Properties instead.
         */
        interface ISnapshot extends chargepact.v1.Snapshot.$Properties {
        }

        /** The facts of the link as the sender holds them. */
        class Snapshot {

            /**
             * Constructs a new Snapshot.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Snapshot.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** The lease in force. Absent: none. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Hash of its terms, 16 bytes. Absent: none. */
            hash?: (Uint8Array|null);

            /** Versions of the needs that the sender knows, one per part: up to 16, each 0 to 2^32 - 1. */
            needVersions: number[];

            /**
             * Creates a new Snapshot instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Snapshot instance
             */
            static create(properties: chargepact.v1.Snapshot.$Shape): chargepact.v1.Snapshot & chargepact.v1.Snapshot.$Shape;
            static create(properties?: chargepact.v1.Snapshot.$Properties): chargepact.v1.Snapshot;

            /**
             * Encodes the specified Snapshot message. Does not implicitly {@link chargepact.v1.Snapshot.verify|verify} messages.
             * @param message Snapshot message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Snapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Snapshot message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Snapshot & chargepact.v1.Snapshot.$Shape} Snapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Snapshot & chargepact.v1.Snapshot.$Shape;
        }

        namespace Snapshot {

            /** Properties of a Snapshot. */
            interface $Properties {

                /** The lease in force. Absent: none. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Hash of its terms, 16 bytes. Absent: none. */
                hash?: (Uint8Array|null);

                /** Versions of the needs that the sender knows, one per part: up to 16, each 0 to 2^32 - 1. */
                needVersions?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Snapshot. */
            type $Shape = chargepact.v1.Snapshot.$Properties;
        }

        /**
         * Properties of a Presence.
         * @deprecated Use chargepact.v1.Presence.$Properties instead.
         */
        interface IPresence extends chargepact.v1.Presence.$Properties {
        }

        /**
         * A node's state; the will carries it with online = false. Retained, written again on connect and every 5 min. A cache: a broker may
         * forget it, so Hello asks actively. An older one never overwrites (CP-WINDOW-3). Broadcast, signed.
         */
        class Presence {

            /**
             * Constructs a new Presence.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Presence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Presence online. */
            online: boolean;

            /** Epoch of the node, 1 to 2^32 - 1. Required. */
            nodeEpoch: number;

            /** Hash of the node's newest audit record, 32 bytes or their first 16; empty: none (CP-SEAL-7). */
            auditHead: Uint8Array;

            /**
             * Creates a new Presence instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Presence instance
             */
            static create(properties: chargepact.v1.Presence.$Shape): chargepact.v1.Presence & chargepact.v1.Presence.$Shape;
            static create(properties?: chargepact.v1.Presence.$Properties): chargepact.v1.Presence;

            /**
             * Encodes the specified Presence message. Does not implicitly {@link chargepact.v1.Presence.verify|verify} messages.
             * @param message Presence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Presence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Presence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Presence & chargepact.v1.Presence.$Shape} Presence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Presence & chargepact.v1.Presence.$Shape;
        }

        namespace Presence {

            /** Properties of a Presence. */
            interface $Properties {

                /** Presence online */
                online?: (boolean|null);

                /** Epoch of the node, 1 to 2^32 - 1. Required. */
                nodeEpoch?: (number|null);

                /** Hash of the node's newest audit record, 32 bytes or their first 16; empty: none (CP-SEAL-7). */
                auditHead?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Presence. */
            type $Shape = chargepact.v1.Presence.$Properties;
        }

        /**
         * Properties of a RosterEntry.
         * @deprecated Use chargepact.v1.RosterEntry.$Properties instead.
         */
        interface IRosterEntry extends chargepact.v1.RosterEntry.$Properties {
        }

        /** One agent of a node. */
        class RosterEntry {

            /**
             * Constructs a new RosterEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.RosterEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Required. */
            id: string;

            /** Required. */
            role: chargepact.v1.Role;

            /** 1 to 2^32 - 1. Required. */
            epoch: number;

            /** Names its key in the registry: a token of up to 64 characters; empty where messages go unsealed. */
            keyId: string;

            /**
             * Creates a new RosterEntry instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RosterEntry instance
             */
            static create(properties: chargepact.v1.RosterEntry.$Shape): chargepact.v1.RosterEntry & chargepact.v1.RosterEntry.$Shape;
            static create(properties?: chargepact.v1.RosterEntry.$Properties): chargepact.v1.RosterEntry;

            /**
             * Encodes the specified RosterEntry message. Does not implicitly {@link chargepact.v1.RosterEntry.verify|verify} messages.
             * @param message RosterEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.RosterEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RosterEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.RosterEntry & chargepact.v1.RosterEntry.$Shape} RosterEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.RosterEntry & chargepact.v1.RosterEntry.$Shape;
        }

        namespace RosterEntry {

            /** Properties of a RosterEntry. */
            interface $Properties {

                /** Required. */
                id?: (string|null);

                /** Required. */
                role?: (chargepact.v1.Role|null);

                /** 1 to 2^32 - 1. Required. */
                epoch?: (number|null);

                /** Names its key in the registry: a token of up to 64 characters; empty where messages go unsealed. */
                keyId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RosterEntry. */
            type $Shape = chargepact.v1.RosterEntry.$Properties;
        }

        /**
         * Properties of a Roster.
         * @deprecated Use chargepact.v1.Roster.$Properties instead.
         */
        interface IRoster extends chargepact.v1.Roster.$Properties {
        }

        /** A node's agents; all else is said in Hello. Retained like Presence. Broadcast, signed. */
        class Roster {

            /**
             * Constructs a new Roster.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Roster.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 0 to 128, each id once. */
            agents: chargepact.v1.RosterEntry.$Properties[];

            /**
             * Creates a new Roster instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Roster instance
             */
            static create(properties: chargepact.v1.Roster.$Shape): chargepact.v1.Roster & chargepact.v1.Roster.$Shape;
            static create(properties?: chargepact.v1.Roster.$Properties): chargepact.v1.Roster;

            /**
             * Encodes the specified Roster message. Does not implicitly {@link chargepact.v1.Roster.verify|verify} messages.
             * @param message Roster message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Roster.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Roster message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Roster & chargepact.v1.Roster.$Shape} Roster
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Roster & chargepact.v1.Roster.$Shape;
        }

        namespace Roster {

            /** Properties of a Roster. */
            interface $Properties {

                /** 0 to 128, each id once. */
                agents?: (chargepact.v1.RosterEntry.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Roster. */
            type $Shape = chargepact.v1.Roster.$Properties;
        }

        /**
         * Properties of a NeedPart.
         * @deprecated Use chargepact.v1.NeedPart.$Properties instead.
         */
        interface INeedPart extends chargepact.v1.NeedPart.$Properties {
        }

        /** One connector's need. It says nothing of state of charge, health or chemistry. */
        class NeedPart {

            /**
             * Constructs a new NeedPart.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.NeedPart.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 1 000, each once in a Need. Required. */
            connector: number;

            /** Grows whenever this part changes; 0 to 2^32 - 1. */
            version: number;

            /** Instant of departure, 0 to 4 102 444 800 s. */
            departureS: number;

            /** Still to be delivered before departure, 0 to 1 000 000 000 Wh at the grid side; 0: none. Required. */
            energyWh?: (number|null);

            /** Largest import, 0 to 1 000 000 000 W. Required. */
            powerMaxW?: (number|null);

            /** Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. Required. */
            powerMinW?: (number|null);

            /** Largest export as a magnitude, 0 to 1 000 000 000 W. Required. */
            exportMaxW?: (number|null);

            /** Phases of the grantor that it loads: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required. */
            phases: number[];

            /** The holder accepts weighted mixtures of its options. */
            blendable: boolean;

            /** Tier 1: what of energy_wh comes before everybody's rest, 0 to 1 000 000 000 Wh (CP-NEG-13). Absent: half of it. */
            firstWh?: (number|null);

            /**
             * Creates a new NeedPart instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NeedPart instance
             */
            static create(properties: chargepact.v1.NeedPart.$Shape): chargepact.v1.NeedPart & chargepact.v1.NeedPart.$Shape;
            static create(properties?: chargepact.v1.NeedPart.$Properties): chargepact.v1.NeedPart;

            /**
             * Encodes the specified NeedPart message. Does not implicitly {@link chargepact.v1.NeedPart.verify|verify} messages.
             * @param message NeedPart message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.NeedPart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NeedPart message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.NeedPart & chargepact.v1.NeedPart.$Shape} NeedPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.NeedPart & chargepact.v1.NeedPart.$Shape;
        }

        namespace NeedPart {

            /** Properties of a NeedPart. */
            interface $Properties {

                /** 1 to 1 000, each once in a Need. Required. */
                connector?: (number|null);

                /** Grows whenever this part changes; 0 to 2^32 - 1. */
                version?: (number|null);

                /** Instant of departure, 0 to 4 102 444 800 s. */
                departureS?: (number|null);

                /** Still to be delivered before departure, 0 to 1 000 000 000 Wh at the grid side; 0: none. Required. */
                energyWh?: (number|null);

                /** Largest import, 0 to 1 000 000 000 W. Required. */
                powerMaxW?: (number|null);

                /** Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. Required. */
                powerMinW?: (number|null);

                /** Largest export as a magnitude, 0 to 1 000 000 000 W. Required. */
                exportMaxW?: (number|null);

                /** Phases of the grantor that it loads: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required. */
                phases?: (number[]|null);

                /** The holder accepts weighted mixtures of its options. */
                blendable?: (boolean|null);

                /** Tier 1: what of energy_wh comes before everybody's rest, 0 to 1 000 000 000 Wh (CP-NEG-13). Absent: half of it. */
                firstWh?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NeedPart. */
            type $Shape = chargepact.v1.NeedPart.$Properties;
        }

        /**
         * Properties of a Need.
         * @deprecated Use chargepact.v1.Need.$Properties instead.
         */
        interface INeed extends chargepact.v1.Need.$Properties {
        }

        /**
         * Holder: what is needed. Replaces the earlier need. Answered at once with an Offer that may propose nothing, which says that it has
         * arrived (what comes of it follows as a request of the grantor's own), or with Commit or Reject: INFEASIBLE where tier 1 of a part cannot be
         * met beside all that was admitted; the need before stands, and `feasible` holds as much as can be met (CP-NEG-13).
         */
        class Need {

            /**
             * Constructs a new Need.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Need.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 0 to 16 parts; none: nothing is needed. */
            parts: chargepact.v1.NeedPart.$Properties[];

            /**
             * Creates a new Need instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Need instance
             */
            static create(properties: chargepact.v1.Need.$Shape): chargepact.v1.Need & chargepact.v1.Need.$Shape;
            static create(properties?: chargepact.v1.Need.$Properties): chargepact.v1.Need;

            /**
             * Encodes the specified Need message. Does not implicitly {@link chargepact.v1.Need.verify|verify} messages.
             * @param message Need message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Need.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Need message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Need & chargepact.v1.Need.$Shape} Need
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Need & chargepact.v1.Need.$Shape;
        }

        namespace Need {

            /** Properties of a Need. */
            interface $Properties {

                /** 0 to 16 parts; none: nothing is needed. */
                parts?: (chargepact.v1.NeedPart.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Need. */
            type $Shape = chargepact.v1.Need.$Properties;
        }

        /**
         * Properties of an Offer.
         * @deprecated Use chargepact.v1.Offer.$Properties instead.
         */
        interface IOffer extends chargepact.v1.Offer.$Properties {
        }

        /**
         * Grantor: asks (indicative) or binds itself until reserved_ms has passed (reserved). Answered with CounterOffer, Accept (of a reserved
         * one) or Reject. An increase goes out as a reserved offer with one proposal (CP-NEG-3).
         */
        class Offer {

            /**
             * Constructs a new Offer.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Offer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Counts the plans of this grantor, 0 to 2^32 - 1. */
            plan: number;

            /** This round, 0 to 1 000. */
            round: number;

            /** Most rounds of this plan, 0 to 1 000. */
            roundsMax: number;

            /** Answers after this long from sending are late, 1 to 86 400 000 ms. Required. */
            deadlineMs: number;

            /** Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Required. */
            scheduleMs?: (number|null);

            /** Absent: no prices are stated. */
            prices?: (chargepact.v1.PriceVector.$Properties|null);

            /** Encoded Terms: up to 5. */
            proposals: Uint8Array[];

            /**
             * Each proposal binds the grantor for this long from sending, 1 to 86 400 000 ms; at most one reservation per holder is open
             * (CP-NEG-4). Absent: indicative. Never in a broadcast.
             */
            reservedMs?: (number|null);

            /** Versions of the needs that this answers, one per part: up to 16, each 0 to 2^32 - 1. */
            needVersions: number[];

            /** What bounds the proposals: up to 16. */
            reasons: chargepact.v1.Reason[];

            /** Up to 16, each connector once: prices of those for which `prices` do not hold, because what limits them alone is scarcer. */
            partPrices: chargepact.v1.PartPrices.$Properties[];

            /**
             * Asks an operator below for one profile of all its members at `prices`, whose steps it has. Absent: no such question. Never with
             * reserved_ms, nor in a broadcast (CP-SUM-1).
             */
            sum?: (chargepact.v1.SumQuestion.$Properties|null);

            /**
             * Creates a new Offer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Offer instance
             */
            static create(properties: chargepact.v1.Offer.$Shape): chargepact.v1.Offer & chargepact.v1.Offer.$Shape;
            static create(properties?: chargepact.v1.Offer.$Properties): chargepact.v1.Offer;

            /**
             * Encodes the specified Offer message. Does not implicitly {@link chargepact.v1.Offer.verify|verify} messages.
             * @param message Offer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Offer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Offer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Offer & chargepact.v1.Offer.$Shape} Offer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Offer & chargepact.v1.Offer.$Shape;
        }

        namespace Offer {

            /** Properties of an Offer. */
            interface $Properties {

                /** Counts the plans of this grantor, 0 to 2^32 - 1. */
                plan?: (number|null);

                /** This round, 0 to 1 000. */
                round?: (number|null);

                /** Most rounds of this plan, 0 to 1 000. */
                roundsMax?: (number|null);

                /** Answers after this long from sending are late, 1 to 86 400 000 ms. Required. */
                deadlineMs?: (number|null);

                /** Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Required. */
                scheduleMs?: (number|null);

                /** Absent: no prices are stated. */
                prices?: (chargepact.v1.PriceVector.$Properties|null);

                /** Encoded Terms: up to 5. */
                proposals?: (Uint8Array[]|null);

                /**
                 * Each proposal binds the grantor for this long from sending, 1 to 86 400 000 ms; at most one reservation per holder is open
                 * (CP-NEG-4). Absent: indicative. Never in a broadcast.
                 */
                reservedMs?: (number|null);

                /** Versions of the needs that this answers, one per part: up to 16, each 0 to 2^32 - 1. */
                needVersions?: (number[]|null);

                /** What bounds the proposals: up to 16. */
                reasons?: (chargepact.v1.Reason[]|null);

                /** Up to 16, each connector once: prices of those for which `prices` do not hold, because what limits them alone is scarcer. */
                partPrices?: (chargepact.v1.PartPrices.$Properties[]|null);

                /**
                 * Asks an operator below for one profile of all its members at `prices`, whose steps it has. Absent: no such question. Never with
                 * reserved_ms, nor in a broadcast (CP-SUM-1).
                 */
                sum?: (chargepact.v1.SumQuestion.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Offer. */
            type $Shape = chargepact.v1.Offer.$Properties;
        }

        /**
         * Properties of a SumQuestion.
         * @deprecated Use chargepact.v1.SumQuestion.$Properties instead.
         */
        interface ISumQuestion extends chargepact.v1.SumQuestion.$Properties {
        }

        /**
         * What a set of children is asked in a round of clearing by sums. Each answers with the profile x, kW per step, that makes its declared
         * cost + Σ hours · (price · x + stiffness / (2 · limit) · (x - centre)²) least, as the one option of a CounterOffer. Its limit is the
         * power_max_w of its need, kW. Its centre is last - excess · limit; last is its fallback in the first round that it hears, later
         * relax · its last answer + (1 - relax) · the centre of that answer (CP-SUM-1).
         */
        class SumQuestion {

            /**
             * Constructs a new SumQuestion.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.SumQuestion.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * By how much the set asked for more (+) or less (-) than there is, millionths of its limits: one for each step of the prices, of
             * magnitude up to 100 000 000. Required.
             */
            excessPpm: number[];

            /** A price that is so much higher moves a child by all of its limit, 1 to 9 007 199 254 740 991 µ/kWh. Required. */
            stiffnessMicroPerKwh?: (number|null);

            /** 1 000 to 1 999 thousandths. Required. */
            relaxMilli: number;

            /**
             * Creates a new SumQuestion instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SumQuestion instance
             */
            static create(properties: chargepact.v1.SumQuestion.$Shape): chargepact.v1.SumQuestion & chargepact.v1.SumQuestion.$Shape;
            static create(properties?: chargepact.v1.SumQuestion.$Properties): chargepact.v1.SumQuestion;

            /**
             * Encodes the specified SumQuestion message. Does not implicitly {@link chargepact.v1.SumQuestion.verify|verify} messages.
             * @param message SumQuestion message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.SumQuestion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SumQuestion message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.SumQuestion & chargepact.v1.SumQuestion.$Shape} SumQuestion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.SumQuestion & chargepact.v1.SumQuestion.$Shape;
        }

        namespace SumQuestion {

            /** Properties of a SumQuestion. */
            interface $Properties {

                /**
                 * By how much the set asked for more (+) or less (-) than there is, millionths of its limits: one for each step of the prices, of
                 * magnitude up to 100 000 000. Required.
                 */
                excessPpm?: (number[]|null);

                /** A price that is so much higher moves a child by all of its limit, 1 to 9 007 199 254 740 991 µ/kWh. Required. */
                stiffnessMicroPerKwh?: (number|null);

                /** 1 000 to 1 999 thousandths. Required. */
                relaxMilli?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SumQuestion. */
            type $Shape = chargepact.v1.SumQuestion.$Properties;
        }

        /**
         * Properties of a PartPrices.
         * @deprecated Use chargepact.v1.PartPrices.$Properties instead.
         */
        interface IPartPrices extends chargepact.v1.PartPrices.$Properties {
        }

        /** Prices that one connector pays, everything that limits it included. */
        class PartPrices {

            /**
             * Constructs a new PartPrices.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.PartPrices.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 1 000. Required. */
            connector: number;

            /** Required. */
            prices?: (chargepact.v1.PriceVector.$Properties|null);

            /**
             * Creates a new PartPrices instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartPrices instance
             */
            static create(properties: chargepact.v1.PartPrices.$Shape): chargepact.v1.PartPrices & chargepact.v1.PartPrices.$Shape;
            static create(properties?: chargepact.v1.PartPrices.$Properties): chargepact.v1.PartPrices;

            /**
             * Encodes the specified PartPrices message. Does not implicitly {@link chargepact.v1.PartPrices.verify|verify} messages.
             * @param message PartPrices message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.PartPrices.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartPrices message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.PartPrices & chargepact.v1.PartPrices.$Shape} PartPrices
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.PartPrices & chargepact.v1.PartPrices.$Shape;
        }

        namespace PartPrices {

            /** Properties of a PartPrices. */
            interface $Properties {

                /** 1 to 1 000. Required. */
                connector?: (number|null);

                /** Required. */
                prices?: (chargepact.v1.PriceVector.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartPrices. */
            type $Shape = chargepact.v1.PartPrices.$Properties;
        }

        /** Which predictor stood behind a declared cost. */
        enum QuoteQuality {

            /** QUOTE_QUALITY_UNSPECIFIED value */
            QUOTE_QUALITY_UNSPECIFIED = 0,

            /** A trained model, within its guard; model_hash names it. */
            QUOTE_QUALITY_MODEL = 1,

            /** A physical model of the cell. */
            QUOTE_QUALITY_PHYSICS = 2,

            /** A static table. */
            QUOTE_QUALITY_STATIC = 3
        }

        /**
         * Properties of a HolderOption.
         * @deprecated Use chargepact.v1.HolderOption.$Properties instead.
         */
        interface IHolderOption extends chargepact.v1.HolderOption.$Properties {
        }

        /** Terms that the holder can keep, with what they cost it (CP-NEG-7). */
        class HolderOption {

            /**
             * Constructs a new HolderOption.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.HolderOption.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** An encoded Terms. Required. */
            terms: Uint8Array;

            /**
             * Wear (90th percentile) and the value of energy not delivered; energy price excluded. An integer of 0 to 9 007 199 254 740 991.
             * Required.
             */
            costMicro?: (number|null);

            /** Names the quote in the holder's own records: a token of up to 64 characters. */
            quoteId: string;

            /** The option binds its holder for this long from sending, 1 to 86 400 000 ms (CP-NEG-5). Required. */
            validMs: number;

            /** Why it is no better: up to 16. */
            reasons: chargepact.v1.Reason[];

            /** HolderOption quality. */
            quality: chargepact.v1.QuoteQuality;

            /** First 8 bytes of the model's hash; empty for physics and static tables. */
            modelHash: Uint8Array;

            /**
             * Creates a new HolderOption instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HolderOption instance
             */
            static create(properties: chargepact.v1.HolderOption.$Shape): chargepact.v1.HolderOption & chargepact.v1.HolderOption.$Shape;
            static create(properties?: chargepact.v1.HolderOption.$Properties): chargepact.v1.HolderOption;

            /**
             * Encodes the specified HolderOption message. Does not implicitly {@link chargepact.v1.HolderOption.verify|verify} messages.
             * @param message HolderOption message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.HolderOption.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HolderOption message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.HolderOption & chargepact.v1.HolderOption.$Shape} HolderOption
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.HolderOption & chargepact.v1.HolderOption.$Shape;
        }

        namespace HolderOption {

            /** Properties of a HolderOption. */
            interface $Properties {

                /** An encoded Terms. Required. */
                terms?: (Uint8Array|null);

                /**
                 * Wear (90th percentile) and the value of energy not delivered; energy price excluded. An integer of 0 to 9 007 199 254 740 991.
                 * Required.
                 */
                costMicro?: (number|null);

                /** Names the quote in the holder's own records: a token of up to 64 characters. */
                quoteId?: (string|null);

                /** The option binds its holder for this long from sending, 1 to 86 400 000 ms (CP-NEG-5). Required. */
                validMs?: (number|null);

                /** Why it is no better: up to 16. */
                reasons?: (chargepact.v1.Reason[]|null);

                /** HolderOption quality */
                quality?: (chargepact.v1.QuoteQuality|null);

                /** First 8 bytes of the model's hash; empty for physics and static tables. */
                modelHash?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HolderOption. */
            type $Shape = chargepact.v1.HolderOption.$Properties;
        }

        /**
         * Properties of a CounterOffer.
         * @deprecated Use chargepact.v1.CounterOffer.$Properties instead.
         */
        interface ICounterOffer extends chargepact.v1.CounterOffer.$Properties {
        }

        /** Holder: what it can keep instead. Answered with Offer, Commit or Reject. */
        class CounterOffer {

            /**
             * Constructs a new CounterOffer.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.CounterOffer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Plan of the offer, 0 to 2^32 - 1. */
            plan: number;

            /** Versions of the needs that the options serve, one per part: up to 16, each 0 to 2^32 - 1. */
            needVersions: number[];

            /** Up to 16; of a relay, each for one of its connectors. */
            options: chargepact.v1.HolderOption.$Properties[];

            /** Value of the holder's best answer at the offered prices: an integer of magnitude up to 9 007 199 254 740 991. Absent: not stated. */
            bestValueMicro?: (number|null);

            /** A relay: the same for each of its connectors that answered. Up to 16, connectors distinct. */
            partValues: chargepact.v1.PartValue.$Properties[];

            /**
             * Creates a new CounterOffer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CounterOffer instance
             */
            static create(properties: chargepact.v1.CounterOffer.$Shape): chargepact.v1.CounterOffer & chargepact.v1.CounterOffer.$Shape;
            static create(properties?: chargepact.v1.CounterOffer.$Properties): chargepact.v1.CounterOffer;

            /**
             * Encodes the specified CounterOffer message. Does not implicitly {@link chargepact.v1.CounterOffer.verify|verify} messages.
             * @param message CounterOffer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.CounterOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CounterOffer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.CounterOffer & chargepact.v1.CounterOffer.$Shape} CounterOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.CounterOffer & chargepact.v1.CounterOffer.$Shape;
        }

        namespace CounterOffer {

            /** Properties of a CounterOffer. */
            interface $Properties {

                /** Plan of the offer, 0 to 2^32 - 1. */
                plan?: (number|null);

                /** Versions of the needs that the options serve, one per part: up to 16, each 0 to 2^32 - 1. */
                needVersions?: (number[]|null);

                /** Up to 16; of a relay, each for one of its connectors. */
                options?: (chargepact.v1.HolderOption.$Properties[]|null);

                /** Value of the holder's best answer at the offered prices: an integer of magnitude up to 9 007 199 254 740 991. Absent: not stated. */
                bestValueMicro?: (number|null);

                /** A relay: the same for each of its connectors that answered. Up to 16, connectors distinct. */
                partValues?: (chargepact.v1.PartValue.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CounterOffer. */
            type $Shape = chargepact.v1.CounterOffer.$Properties;
        }

        /**
         * Properties of a PartValue.
         * @deprecated Use chargepact.v1.PartValue.$Properties instead.
         */
        interface IPartValue extends chargepact.v1.PartValue.$Properties {
        }

        /** Value of the best answer of what is plugged into one connector. */
        class PartValue {

            /**
             * Constructs a new PartValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.PartValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 1 000. Required. */
            connector: number;

            /** An integer of magnitude up to 9 007 199 254 740 991. Required. */
            bestValueMicro?: (number|null);

            /**
             * Creates a new PartValue instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartValue instance
             */
            static create(properties: chargepact.v1.PartValue.$Shape): chargepact.v1.PartValue & chargepact.v1.PartValue.$Shape;
            static create(properties?: chargepact.v1.PartValue.$Properties): chargepact.v1.PartValue;

            /**
             * Encodes the specified PartValue message. Does not implicitly {@link chargepact.v1.PartValue.verify|verify} messages.
             * @param message PartValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.PartValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.PartValue & chargepact.v1.PartValue.$Shape} PartValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.PartValue & chargepact.v1.PartValue.$Shape;
        }

        namespace PartValue {

            /** Properties of a PartValue. */
            interface $Properties {

                /** 1 to 1 000. Required. */
                connector?: (number|null);

                /** An integer of magnitude up to 9 007 199 254 740 991. Required. */
                bestValueMicro?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartValue. */
            type $Shape = chargepact.v1.PartValue.$Properties;
        }

        /**
         * Properties of an Accept.
         * @deprecated Use chargepact.v1.Accept.$Properties instead.
         */
        interface IAccept extends chargepact.v1.Accept.$Properties {
        }

        /** Holder: takes one reserved proposal. Answered with Commit, or Reject: UNKNOWN_PROPOSAL, OFFER_EXPIRED (CP-NEG-2). */
        class Accept {

            /**
             * Constructs a new Accept.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Accept.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Plan of the offer, 0 to 2^32 - 1. */
            plan: number;

            /** Hash of the proposal, 16 bytes. Required. */
            hash: Uint8Array;

            /** Versions of the needs it serves, one per part: up to 16, each 0 to 2^32 - 1. */
            needVersions: number[];

            /**
             * Creates a new Accept instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Accept instance
             */
            static create(properties: chargepact.v1.Accept.$Shape): chargepact.v1.Accept & chargepact.v1.Accept.$Shape;
            static create(properties?: chargepact.v1.Accept.$Properties): chargepact.v1.Accept;

            /**
             * Encodes the specified Accept message. Does not implicitly {@link chargepact.v1.Accept.verify|verify} messages.
             * @param message Accept message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Accept.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Accept message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Accept & chargepact.v1.Accept.$Shape} Accept
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Accept & chargepact.v1.Accept.$Shape;
        }

        namespace Accept {

            /** Properties of an Accept. */
            interface $Properties {

                /** Plan of the offer, 0 to 2^32 - 1. */
                plan?: (number|null);

                /** Hash of the proposal, 16 bytes. Required. */
                hash?: (Uint8Array|null);

                /** Versions of the needs it serves, one per part: up to 16, each 0 to 2^32 - 1. */
                needVersions?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Accept. */
            type $Shape = chargepact.v1.Accept.$Properties;
        }

        /**
         * Properties of a Commit.
         * @deprecated Use chargepact.v1.Commit.$Properties instead.
         */
        interface ICommit extends chargepact.v1.Commit.$Properties {
        }

        /**
         * Grantor: grants a lease. It replaces the one before at once where it lowers, and where it rises once this arrives. Answered with
         * CommitAck; with Status while a decrease is not complete (CP-LEASE-9).
         */
        class Commit {

            /**
             * Constructs a new Commit.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Commit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Plan that it came from, 0 to 2^32 - 1. */
            plan: number;

            /** Required (CP-LEASE-1). */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** The lease ends this long after the holder first sent the request in `echo`, 1 to 86 400 000 ms (CP-LEASE-2). Required. */
            ttlMs: number;

            /** The grantor reclaims only this long after ttl_ms from its own sending, 0 to 86 400 000 ms (CP-LEASE-4). Required. */
            graceMs?: (number|null);

            /** An encoded Terms. Required. */
            terms: Uint8Array;

            /**
             * Versions of the needs that it serves, one per part: up to 16, each 0 to 2^32 - 1. On an older one only what lowers is taken
             * (CP-NEG-5).
             */
            needVersions: number[];

            /**
             * Newest request (Need, CounterOffer, Accept, Renew, also where it was an answer) that the grantor has received from this holder in
             * this session. Of an unknown or expired one only what lowers is taken (CP-LEASE-3). Required.
             */
            echo?: (chargepact.v1.MessageRef.$Properties|null);

            /** Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required. */
            scheduleMs?: (number|null);

            /** The fallback now admitted (CP-FALL-2). Required. */
            fallback?: (chargepact.v1.Fallback.$Properties|null);

            /**
             * Prices of metered energy while this is in force, what rows cost included, on a grid of their own; at most 400 bytes (CP-PRICE-1).
             * Absent, and before and after them: not settled by price.
             */
            settlement?: (chargepact.v1.PriceVector.$Properties|null);

            /** What bounds it: up to 16. */
            reasons: chargepact.v1.Reason[];

            /**
             * Up to 16, each connector once: how its schedule is mixed from the holder's own options (CP-NEG-10). Absent: the terms are one option
             * or an accepted proposal, or only lower.
             */
            blends: chargepact.v1.Blend.$Properties[];

            /** Up to 16, each connector once: prices of those for which `settlement` does not hold, because what limits them alone is scarcer. */
            partSettlements: chargepact.v1.PartPrices.$Properties[];

            /**
             * Least price of energy by which metered and committed energy differ, 0 to 1 000 000 000; it pays that, or the magnitude of its price
             * where that is more, beside the price itself (CP-PRICE-2). Absent: the magnitude of its price.
             */
            imbalanceMicroPerKwh?: (number|null);

            /**
             * Creates a new Commit instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Commit instance
             */
            static create(properties: chargepact.v1.Commit.$Shape): chargepact.v1.Commit & chargepact.v1.Commit.$Shape;
            static create(properties?: chargepact.v1.Commit.$Properties): chargepact.v1.Commit;

            /**
             * Encodes the specified Commit message. Does not implicitly {@link chargepact.v1.Commit.verify|verify} messages.
             * @param message Commit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Commit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Commit message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Commit & chargepact.v1.Commit.$Shape} Commit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Commit & chargepact.v1.Commit.$Shape;
        }

        namespace Commit {

            /** Properties of a Commit. */
            interface $Properties {

                /** Plan that it came from, 0 to 2^32 - 1. */
                plan?: (number|null);

                /** Required (CP-LEASE-1). */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** The lease ends this long after the holder first sent the request in `echo`, 1 to 86 400 000 ms (CP-LEASE-2). Required. */
                ttlMs?: (number|null);

                /** The grantor reclaims only this long after ttl_ms from its own sending, 0 to 86 400 000 ms (CP-LEASE-4). Required. */
                graceMs?: (number|null);

                /** An encoded Terms. Required. */
                terms?: (Uint8Array|null);

                /**
                 * Versions of the needs that it serves, one per part: up to 16, each 0 to 2^32 - 1. On an older one only what lowers is taken
                 * (CP-NEG-5).
                 */
                needVersions?: (number[]|null);

                /**
                 * Newest request (Need, CounterOffer, Accept, Renew, also where it was an answer) that the grantor has received from this holder in
                 * this session. Of an unknown or expired one only what lowers is taken (CP-LEASE-3). Required.
                 */
                echo?: (chargepact.v1.MessageRef.$Properties|null);

                /** Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required. */
                scheduleMs?: (number|null);

                /** The fallback now admitted (CP-FALL-2). Required. */
                fallback?: (chargepact.v1.Fallback.$Properties|null);

                /**
                 * Prices of metered energy while this is in force, what rows cost included, on a grid of their own; at most 400 bytes (CP-PRICE-1).
                 * Absent, and before and after them: not settled by price.
                 */
                settlement?: (chargepact.v1.PriceVector.$Properties|null);

                /** What bounds it: up to 16. */
                reasons?: (chargepact.v1.Reason[]|null);

                /**
                 * Up to 16, each connector once: how its schedule is mixed from the holder's own options (CP-NEG-10). Absent: the terms are one option
                 * or an accepted proposal, or only lower.
                 */
                blends?: (chargepact.v1.Blend.$Properties[]|null);

                /** Up to 16, each connector once: prices of those for which `settlement` does not hold, because what limits them alone is scarcer. */
                partSettlements?: (chargepact.v1.PartPrices.$Properties[]|null);

                /**
                 * Least price of energy by which metered and committed energy differ, 0 to 1 000 000 000; it pays that, or the magnitude of its price
                 * where that is more, beside the price itself (CP-PRICE-2). Absent: the magnitude of its price.
                 */
                imbalanceMicroPerKwh?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Commit. */
            type $Shape = chargepact.v1.Commit.$Properties;
        }

        /**
         * Properties of a BlendWeight.
         * @deprecated Use chargepact.v1.BlendWeight.$Properties instead.
         */
        interface IBlendWeight extends chargepact.v1.BlendWeight.$Properties {
        }

        /** One option's share in a mixture. */
        class BlendWeight {

            /**
             * Constructs a new BlendWeight.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.BlendWeight.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hash of the option's terms, 16 bytes. Required. */
            hash: Uint8Array;

            /** In 65 536ths, 1 to 65 536. Required. */
            weight: number;

            /**
             * Creates a new BlendWeight instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BlendWeight instance
             */
            static create(properties: chargepact.v1.BlendWeight.$Shape): chargepact.v1.BlendWeight & chargepact.v1.BlendWeight.$Shape;
            static create(properties?: chargepact.v1.BlendWeight.$Properties): chargepact.v1.BlendWeight;

            /**
             * Encodes the specified BlendWeight message. Does not implicitly {@link chargepact.v1.BlendWeight.verify|verify} messages.
             * @param message BlendWeight message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.BlendWeight.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BlendWeight message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.BlendWeight & chargepact.v1.BlendWeight.$Shape} BlendWeight
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.BlendWeight & chargepact.v1.BlendWeight.$Shape;
        }

        namespace BlendWeight {

            /** Properties of a BlendWeight. */
            interface $Properties {

                /** Hash of the option's terms, 16 bytes. Required. */
                hash?: (Uint8Array|null);

                /** In 65 536ths, 1 to 65 536. Required. */
                weight?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BlendWeight. */
            type $Shape = chargepact.v1.BlendWeight.$Properties;
        }

        /**
         * Properties of a Blend.
         * @deprecated Use chargepact.v1.Blend.$Properties instead.
         */
        interface IBlend extends chargepact.v1.Blend.$Properties {
        }

        /** The schedule of one connector as a mixture: in every step the mean of that connector's power over the options, by their weights. */
        class Blend {

            /**
             * Constructs a new Blend.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Blend.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 1 to 1 000. Required. */
            connector: number;

            /** 1 to 24, whose sum is 65 536 (CP-WIRE-15). Required. */
            weights: chargepact.v1.BlendWeight.$Properties[];

            /**
             * Creates a new Blend instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Blend instance
             */
            static create(properties: chargepact.v1.Blend.$Shape): chargepact.v1.Blend & chargepact.v1.Blend.$Shape;
            static create(properties?: chargepact.v1.Blend.$Properties): chargepact.v1.Blend;

            /**
             * Encodes the specified Blend message. Does not implicitly {@link chargepact.v1.Blend.verify|verify} messages.
             * @param message Blend message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Blend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Blend message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Blend & chargepact.v1.Blend.$Shape} Blend
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Blend & chargepact.v1.Blend.$Shape;
        }

        namespace Blend {

            /** Properties of a Blend. */
            interface $Properties {

                /** 1 to 1 000. Required. */
                connector?: (number|null);

                /** 1 to 24, whose sum is 65 536 (CP-WIRE-15). Required. */
                weights?: (chargepact.v1.BlendWeight.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Blend. */
            type $Shape = chargepact.v1.Blend.$Properties;
        }

        /**
         * Properties of a CommitAck.
         * @deprecated Use chargepact.v1.CommitAck.$Properties instead.
         */
        interface ICommitAck extends chargepact.v1.CommitAck.$Properties {
        }

        /** Holder: answers a Commit once its power and its own bookings fit it. */
        class CommitAck {

            /**
             * Constructs a new CommitAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.CommitAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Required. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Hash of the terms as received, 16 bytes. Required. */
            hash: Uint8Array;

            /** False: taken only where it lowers, or not at all. */
            taken: boolean;

            /** Why it was not taken. Absent: it was. */
            reject?: (chargepact.v1.RejectReason|null);

            /**
             * Creates a new CommitAck instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CommitAck instance
             */
            static create(properties: chargepact.v1.CommitAck.$Shape): chargepact.v1.CommitAck & chargepact.v1.CommitAck.$Shape;
            static create(properties?: chargepact.v1.CommitAck.$Properties): chargepact.v1.CommitAck;

            /**
             * Encodes the specified CommitAck message. Does not implicitly {@link chargepact.v1.CommitAck.verify|verify} messages.
             * @param message CommitAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.CommitAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommitAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.CommitAck & chargepact.v1.CommitAck.$Shape} CommitAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.CommitAck & chargepact.v1.CommitAck.$Shape;
        }

        namespace CommitAck {

            /** Properties of a CommitAck. */
            interface $Properties {

                /** Required. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Hash of the terms as received, 16 bytes. Required. */
                hash?: (Uint8Array|null);

                /** False: taken only where it lowers, or not at all. */
                taken?: (boolean|null);

                /** Why it was not taken. Absent: it was. */
                reject?: (chargepact.v1.RejectReason|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommitAck. */
            type $Shape = chargepact.v1.CommitAck.$Properties;
        }

        /**
         * Properties of a Renew.
         * @deprecated Use chargepact.v1.Renew.$Properties instead.
         */
        interface IRenew extends chargepact.v1.Renew.$Properties {
        }

        /**
         * Holder: asks to keep the lease, after a third of its ttl (CP-LEASE-6). Answered with RenewAck; with the newest Commit where the version
         * is older; or Reject.
         */
        class Renew {

            /**
             * Constructs a new Renew.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Renew.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Required. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Hash of its terms, 16 bytes. Required. */
            hash: Uint8Array;

            /**
             * Creates a new Renew instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Renew instance
             */
            static create(properties: chargepact.v1.Renew.$Shape): chargepact.v1.Renew & chargepact.v1.Renew.$Shape;
            static create(properties?: chargepact.v1.Renew.$Properties): chargepact.v1.Renew;

            /**
             * Encodes the specified Renew message. Does not implicitly {@link chargepact.v1.Renew.verify|verify} messages.
             * @param message Renew message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Renew.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Renew message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Renew & chargepact.v1.Renew.$Shape} Renew
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Renew & chargepact.v1.Renew.$Shape;
        }

        namespace Renew {

            /** Properties of a Renew. */
            interface $Properties {

                /** Required. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Hash of its terms, 16 bytes. Required. */
                hash?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Renew. */
            type $Shape = chargepact.v1.Renew.$Properties;
        }

        /**
         * Properties of a RenewAck.
         * @deprecated Use chargepact.v1.RenewAck.$Properties instead.
         */
        interface IRenewAck extends chargepact.v1.RenewAck.$Properties {
        }

        /** Grantor: the lease now ends ttl_ms after the holder first sent the request in `echo` (CP-LEASE-2). Confirms only the newest version. */
        class RenewAck {

            /**
             * Constructs a new RenewAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.RenewAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Required. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Hash of its terms, 16 bytes. Required. */
            hash: Uint8Array;

            /** 1 to 86 400 000 ms. Required. */
            ttlMs: number;

            /** Newest request received from this holder in this session. Required. */
            echo?: (chargepact.v1.MessageRef.$Properties|null);

            /** Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required. */
            scheduleMs?: (number|null);

            /**
             * Creates a new RenewAck instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RenewAck instance
             */
            static create(properties: chargepact.v1.RenewAck.$Shape): chargepact.v1.RenewAck & chargepact.v1.RenewAck.$Shape;
            static create(properties?: chargepact.v1.RenewAck.$Properties): chargepact.v1.RenewAck;

            /**
             * Encodes the specified RenewAck message. Does not implicitly {@link chargepact.v1.RenewAck.verify|verify} messages.
             * @param message RenewAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.RenewAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RenewAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.RenewAck & chargepact.v1.RenewAck.$Shape} RenewAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.RenewAck & chargepact.v1.RenewAck.$Shape;
        }

        namespace RenewAck {

            /** Properties of a RenewAck. */
            interface $Properties {

                /** Required. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Hash of its terms, 16 bytes. Required. */
                hash?: (Uint8Array|null);

                /** 1 to 86 400 000 ms. Required. */
                ttlMs?: (number|null);

                /** Newest request received from this holder in this session. Required. */
                echo?: (chargepact.v1.MessageRef.$Properties|null);

                /** Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required. */
                scheduleMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RenewAck. */
            type $Shape = chargepact.v1.RenewAck.$Properties;
        }

        /**
         * Properties of a Release.
         * @deprecated Use chargepact.v1.Release.$Properties instead.
         */
        interface IRelease extends chargepact.v1.Release.$Properties {
        }

        /** Holder: gives its lease and its reservation back; it is at its fallback or below. Answered with ReleaseAck. */
        class Release {

            /**
             * Constructs a new Release.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Release.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Absent: whatever is open. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Up to 16. */
            reasons: chargepact.v1.Reason[];

            /**
             * Creates a new Release instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Release instance
             */
            static create(properties: chargepact.v1.Release.$Shape): chargepact.v1.Release & chargepact.v1.Release.$Shape;
            static create(properties?: chargepact.v1.Release.$Properties): chargepact.v1.Release;

            /**
             * Encodes the specified Release message. Does not implicitly {@link chargepact.v1.Release.verify|verify} messages.
             * @param message Release message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Release.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Release message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Release & chargepact.v1.Release.$Shape} Release
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Release & chargepact.v1.Release.$Shape;
        }

        namespace Release {

            /** Properties of a Release. */
            interface $Properties {

                /** Absent: whatever is open. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Up to 16. */
                reasons?: (chargepact.v1.Reason[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Release. */
            type $Shape = chargepact.v1.Release.$Properties;
        }

        /**
         * Properties of a ReleaseAck.
         * @deprecated Use chargepact.v1.ReleaseAck.$Properties instead.
         */
        interface IReleaseAck extends chargepact.v1.ReleaseAck.$Properties {
        }

        /** Represents a ReleaseAck. */
        class ReleaseAck {

            /**
             * Constructs a new ReleaseAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.ReleaseAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ReleaseAck instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReleaseAck instance
             */
            static create(properties: chargepact.v1.ReleaseAck.$Shape): chargepact.v1.ReleaseAck & chargepact.v1.ReleaseAck.$Shape;
            static create(properties?: chargepact.v1.ReleaseAck.$Properties): chargepact.v1.ReleaseAck;

            /**
             * Encodes the specified ReleaseAck message. Does not implicitly {@link chargepact.v1.ReleaseAck.verify|verify} messages.
             * @param message ReleaseAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.ReleaseAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReleaseAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.ReleaseAck & chargepact.v1.ReleaseAck.$Shape} ReleaseAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.ReleaseAck & chargepact.v1.ReleaseAck.$Shape;
        }

        namespace ReleaseAck {

            /** Properties of a ReleaseAck. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReleaseAck. */
            type $Shape = chargepact.v1.ReleaseAck.$Properties;
        }

        /**
         * Properties of a Revoke.
         * @deprecated Use chargepact.v1.Revoke.$Properties instead.
         */
        interface IRevoke extends chargepact.v1.Revoke.$Properties {
        }

        /**
         * Grantor: ends a lease; the holder ramps to its fallback at once. Beats an Accept under way (CP-NEG-6) and does not wait for order
         * (CP-WINDOW-7). Answered with RevokeAck.
         */
        class Revoke {

            /**
             * Constructs a new Revoke.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Revoke.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Required. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Up to 16. */
            reasons: chargepact.v1.Reason[];

            /**
             * Creates a new Revoke instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Revoke instance
             */
            static create(properties: chargepact.v1.Revoke.$Shape): chargepact.v1.Revoke & chargepact.v1.Revoke.$Shape;
            static create(properties?: chargepact.v1.Revoke.$Properties): chargepact.v1.Revoke;

            /**
             * Encodes the specified Revoke message. Does not implicitly {@link chargepact.v1.Revoke.verify|verify} messages.
             * @param message Revoke message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Revoke.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Revoke message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Revoke & chargepact.v1.Revoke.$Shape} Revoke
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Revoke & chargepact.v1.Revoke.$Shape;
        }

        namespace Revoke {

            /** Properties of a Revoke. */
            interface $Properties {

                /** Required. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Up to 16. */
                reasons?: (chargepact.v1.Reason[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Revoke. */
            type $Shape = chargepact.v1.Revoke.$Properties;
        }

        /**
         * Properties of a RevokeAck.
         * @deprecated Use chargepact.v1.RevokeAck.$Properties instead.
         */
        interface IRevokeAck extends chargepact.v1.RevokeAck.$Properties {
        }

        /** Represents a RevokeAck. */
        class RevokeAck {

            /**
             * Constructs a new RevokeAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.RevokeAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** The lease that has ended. Required. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /**
             * Creates a new RevokeAck instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RevokeAck instance
             */
            static create(properties: chargepact.v1.RevokeAck.$Shape): chargepact.v1.RevokeAck & chargepact.v1.RevokeAck.$Shape;
            static create(properties?: chargepact.v1.RevokeAck.$Properties): chargepact.v1.RevokeAck;

            /**
             * Encodes the specified RevokeAck message. Does not implicitly {@link chargepact.v1.RevokeAck.verify|verify} messages.
             * @param message RevokeAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.RevokeAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.RevokeAck & chargepact.v1.RevokeAck.$Shape} RevokeAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.RevokeAck & chargepact.v1.RevokeAck.$Shape;
        }

        namespace RevokeAck {

            /** Properties of a RevokeAck. */
            interface $Properties {

                /** The lease that has ended. Required. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RevokeAck. */
            type $Shape = chargepact.v1.RevokeAck.$Properties;
        }

        /**
         * Properties of an Emergency.
         * @deprecated Use chargepact.v1.Emergency.$Properties instead.
         */
        interface IEmergency extends chargepact.v1.Emergency.$Properties {
        }

        /**
         * Grantor: caps the holder until the duration has passed or it is lifted, over any lease or fallback, also through restart and loss of
         * contact (CP-EMERG-1). Does not wait for order (CP-WINDOW-7). Durable before it is answered with EmergencyAck (CP-EMERG-3).
         */
        class Emergency {

            /**
             * Constructs a new Emergency.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Emergency.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** A later number of one epoch of the grantor replaces an earlier one (CP-EMERG-5), and one of a later epoch any; 0 to 2^32 - 1. */
            number: number;

            /** Largest import, 0 to 1 000 000 000 W; 0: none. Required. */
            importMaxW?: (number|null);

            /** Largest export as a magnitude, 0 to 1 000 000 000 W; 0: none. Required. */
            exportMaxW?: (number|null);

            /** From receipt, 0 to 86 400 000 ms; 0 lifts it. Required. */
            durationMs?: (number|null);

            /** Up to 16. */
            reasons: chargepact.v1.Reason[];

            /**
             * Creates a new Emergency instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Emergency instance
             */
            static create(properties: chargepact.v1.Emergency.$Shape): chargepact.v1.Emergency & chargepact.v1.Emergency.$Shape;
            static create(properties?: chargepact.v1.Emergency.$Properties): chargepact.v1.Emergency;

            /**
             * Encodes the specified Emergency message. Does not implicitly {@link chargepact.v1.Emergency.verify|verify} messages.
             * @param message Emergency message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Emergency.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Emergency message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Emergency & chargepact.v1.Emergency.$Shape} Emergency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Emergency & chargepact.v1.Emergency.$Shape;
        }

        namespace Emergency {

            /** Properties of an Emergency. */
            interface $Properties {

                /** A later number of one epoch of the grantor replaces an earlier one (CP-EMERG-5), and one of a later epoch any; 0 to 2^32 - 1. */
                number?: (number|null);

                /** Largest import, 0 to 1 000 000 000 W; 0: none. Required. */
                importMaxW?: (number|null);

                /** Largest export as a magnitude, 0 to 1 000 000 000 W; 0: none. Required. */
                exportMaxW?: (number|null);

                /** From receipt, 0 to 86 400 000 ms; 0 lifts it. Required. */
                durationMs?: (number|null);

                /** Up to 16. */
                reasons?: (chargepact.v1.Reason[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Emergency. */
            type $Shape = chargepact.v1.Emergency.$Properties;
        }

        /**
         * Properties of an EmergencyAck.
         * @deprecated Use chargepact.v1.EmergencyAck.$Properties instead.
         */
        interface IEmergencyAck extends chargepact.v1.EmergencyAck.$Properties {
        }

        /** Represents an EmergencyAck. */
        class EmergencyAck {

            /**
             * Constructs a new EmergencyAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.EmergencyAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Number of the emergency, 0 to 2^32 - 1. */
            number: number;

            /** Metered power when this was sent, -1 000 000 000 to 1 000 000 000 W, + import (CP-EMERG-4). Required. */
            achievedW?: (number|null);

            /**
             * Creates a new EmergencyAck instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EmergencyAck instance
             */
            static create(properties: chargepact.v1.EmergencyAck.$Shape): chargepact.v1.EmergencyAck & chargepact.v1.EmergencyAck.$Shape;
            static create(properties?: chargepact.v1.EmergencyAck.$Properties): chargepact.v1.EmergencyAck;

            /**
             * Encodes the specified EmergencyAck message. Does not implicitly {@link chargepact.v1.EmergencyAck.verify|verify} messages.
             * @param message EmergencyAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.EmergencyAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EmergencyAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.EmergencyAck & chargepact.v1.EmergencyAck.$Shape} EmergencyAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.EmergencyAck & chargepact.v1.EmergencyAck.$Shape;
        }

        namespace EmergencyAck {

            /** Properties of an EmergencyAck. */
            interface $Properties {

                /** Number of the emergency, 0 to 2^32 - 1. */
                number?: (number|null);

                /** Metered power when this was sent, -1 000 000 000 to 1 000 000 000 W, + import (CP-EMERG-4). Required. */
                achievedW?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EmergencyAck. */
            type $Shape = chargepact.v1.EmergencyAck.$Properties;
        }

        /** Where a holder stands with its lease. */
        enum LeaseState {

            /** Never sent. */
            LEASE_STATE_UNSPECIFIED = 0,

            /** No lease: at the fallback. */
            LEASE_STATE_NONE = 1,

            /** Within a lease that is being renewed. */
            LEASE_STATE_ACTIVE = 2,

            /** Contact is lost; the lease still runs. */
            LEASE_STATE_HOLD = 3,

            /** On the way to the fallback. */
            LEASE_STATE_RAMPING = 4,

            /** At the fallback (CP-FALL-5, CP-FALL-6). */
            LEASE_STATE_FALLBACK = 5
        }

        /**
         * Properties of a Status.
         * @deprecated Use chargepact.v1.Status.$Properties instead.
         */
        interface IStatus extends chargepact.v1.Status.$Properties {
        }

        /** Holder: where it stands; also the interim answer to a Commit whose decrease is not complete (CP-LEASE-9). Answered with StatusAck. */
        class Status {

            /**
             * Constructs a new Status.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Status.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Metered power, -1 000 000 000 to 1 000 000 000 W, + import. Required. */
            powerW?: (number|null);

            /** The lease held. Absent: none. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Required. */
            state: chargepact.v1.LeaseState;

            /**
             * Creates a new Status instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Status instance
             */
            static create(properties: chargepact.v1.Status.$Shape): chargepact.v1.Status & chargepact.v1.Status.$Shape;
            static create(properties?: chargepact.v1.Status.$Properties): chargepact.v1.Status;

            /**
             * Encodes the specified Status message. Does not implicitly {@link chargepact.v1.Status.verify|verify} messages.
             * @param message Status message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Status & chargepact.v1.Status.$Shape} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Status & chargepact.v1.Status.$Shape;
        }

        namespace Status {

            /** Properties of a Status. */
            interface $Properties {

                /** Metered power, -1 000 000 000 to 1 000 000 000 W, + import. Required. */
                powerW?: (number|null);

                /** The lease held. Absent: none. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Required. */
                state?: (chargepact.v1.LeaseState|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Status. */
            type $Shape = chargepact.v1.Status.$Properties;
        }

        /**
         * Properties of a StatusAck.
         * @deprecated Use chargepact.v1.StatusAck.$Properties instead.
         */
        interface IStatusAck extends chargepact.v1.StatusAck.$Properties {
        }

        /** Takes note of a Status, a CounterOffer that no offer asked for, a Forecast or a PriceNotice. */
        class StatusAck {

            /**
             * Constructs a new StatusAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.StatusAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Schedule time of the grantor now, as in a Commit; a holder that holds no lease asks for it by a Status (CP-TIME-6). 0 to
             * 4 102 444 800 000 ms. Absent from a holder.
             */
            scheduleMs?: (number|null);

            /**
             * Creates a new StatusAck instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatusAck instance
             */
            static create(properties: chargepact.v1.StatusAck.$Shape): chargepact.v1.StatusAck & chargepact.v1.StatusAck.$Shape;
            static create(properties?: chargepact.v1.StatusAck.$Properties): chargepact.v1.StatusAck;

            /**
             * Encodes the specified StatusAck message. Does not implicitly {@link chargepact.v1.StatusAck.verify|verify} messages.
             * @param message StatusAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.StatusAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.StatusAck & chargepact.v1.StatusAck.$Shape} StatusAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.StatusAck & chargepact.v1.StatusAck.$Shape;
        }

        namespace StatusAck {

            /** Properties of a StatusAck. */
            interface $Properties {

                /**
                 * Schedule time of the grantor now, as in a Commit; a holder that holds no lease asks for it by a Status (CP-TIME-6). 0 to
                 * 4 102 444 800 000 ms. Absent from a holder.
                 */
                scheduleMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StatusAck. */
            type $Shape = chargepact.v1.StatusAck.$Properties;
        }

        /**
         * Properties of a PlanNotice.
         * @deprecated Use chargepact.v1.PlanNotice.$Properties instead.
         */
        interface IPlanNotice extends chargepact.v1.PlanNotice.$Properties {
        }

        /** Grantor: how a plan ended. Broadcast, signed. */
        class PlanNotice {

            /**
             * Constructs a new PlanNotice.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.PlanNotice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** 0 to 2^32 - 1. */
            plan: number;

            /** Name of the clearing strategy: a token of 1 to 32 characters. Required. */
            strategy: string;

            /** Rounds it took, 0 to 1 000. */
            rounds: number;

            /** Cost of the plan as committed: an integer of magnitude up to 9 007 199 254 740 991. Absent: not known. */
            upperMicro?: (number|null);

            /** No plan with the same information costs less. Same range. Absent: no bound is claimed. */
            lowerMicro?: (number|null);

            /** The bound counts every child. */
            boundComplete: boolean;

            /** Prices of energy at the connection at which the plan is settled: those of the best bound. What rows cost comes on top. Absent: not settled by price. */
            prices?: (chargepact.v1.PriceVector.$Properties|null);

            /** Bound on how far the plan is above the cheapest with the same information, in millionths: 0 to 2^32 - 1. Absent: no bound is claimed. */
            gapPpm?: (number|null);

            /**
             * Creates a new PlanNotice instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PlanNotice instance
             */
            static create(properties: chargepact.v1.PlanNotice.$Shape): chargepact.v1.PlanNotice & chargepact.v1.PlanNotice.$Shape;
            static create(properties?: chargepact.v1.PlanNotice.$Properties): chargepact.v1.PlanNotice;

            /**
             * Encodes the specified PlanNotice message. Does not implicitly {@link chargepact.v1.PlanNotice.verify|verify} messages.
             * @param message PlanNotice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.PlanNotice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PlanNotice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.PlanNotice & chargepact.v1.PlanNotice.$Shape} PlanNotice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.PlanNotice & chargepact.v1.PlanNotice.$Shape;
        }

        namespace PlanNotice {

            /** Properties of a PlanNotice. */
            interface $Properties {

                /** 0 to 2^32 - 1. */
                plan?: (number|null);

                /** Name of the clearing strategy: a token of 1 to 32 characters. Required. */
                strategy?: (string|null);

                /** Rounds it took, 0 to 1 000. */
                rounds?: (number|null);

                /** Cost of the plan as committed: an integer of magnitude up to 9 007 199 254 740 991. Absent: not known. */
                upperMicro?: (number|null);

                /** No plan with the same information costs less. Same range. Absent: no bound is claimed. */
                lowerMicro?: (number|null);

                /** The bound counts every child. */
                boundComplete?: (boolean|null);

                /** Prices of energy at the connection at which the plan is settled: those of the best bound. What rows cost comes on top. Absent: not settled by price. */
                prices?: (chargepact.v1.PriceVector.$Properties|null);

                /** Bound on how far the plan is above the cheapest with the same information, in millionths: 0 to 2^32 - 1. Absent: no bound is claimed. */
                gapPpm?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PlanNotice. */
            type $Shape = chargepact.v1.PlanNotice.$Properties;
        }

        /**
         * Properties of a ForecastProfile.
         * @deprecated Use chargepact.v1.ForecastProfile.$Properties instead.
         */
        interface IForecastProfile extends chargepact.v1.ForecastProfile.$Properties {
        }

        /**
         * What all children of a site are expected to do together, step by step. Vectors travel as differences between neighbours
         * (CP-WIRE-12), each with one value per step, 1 to 1 000 of them.
         */
        class ForecastProfile {

            /**
             * Constructs a new ForecastProfile.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.ForecastProfile.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Instant of the first step, 0 to 4 102 444 800 s. */
            startS: number;

            /** 1 to 86 400 s. Required. */
            stepS: number;

            /** Import, 50th percentile: 0 to 1 000 000 000 W. */
            importP50WDeltas: number[];

            /** Import, 90th percentile, nowhere below the 50th: 0 to 1 000 000 000 W (CP-WIRE-16). */
            importP90WDeltas: number[];

            /** Export, 50th percentile: 0 to 1 000 000 000 W. */
            exportP50WDeltas: number[];

            /**
             * Creates a new ForecastProfile instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ForecastProfile instance
             */
            static create(properties: chargepact.v1.ForecastProfile.$Shape): chargepact.v1.ForecastProfile & chargepact.v1.ForecastProfile.$Shape;
            static create(properties?: chargepact.v1.ForecastProfile.$Properties): chargepact.v1.ForecastProfile;

            /**
             * Encodes the specified ForecastProfile message. Does not implicitly {@link chargepact.v1.ForecastProfile.verify|verify} messages.
             * @param message ForecastProfile message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.ForecastProfile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ForecastProfile message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.ForecastProfile & chargepact.v1.ForecastProfile.$Shape} ForecastProfile
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.ForecastProfile & chargepact.v1.ForecastProfile.$Shape;
        }

        namespace ForecastProfile {

            /** Properties of a ForecastProfile. */
            interface $Properties {

                /** Instant of the first step, 0 to 4 102 444 800 s. */
                startS?: (number|null);

                /** 1 to 86 400 s. Required. */
                stepS?: (number|null);

                /** Import, 50th percentile: 0 to 1 000 000 000 W. */
                importP50WDeltas?: (number[]|null);

                /** Import, 90th percentile, nowhere below the 50th: 0 to 1 000 000 000 W (CP-WIRE-16). */
                importP90WDeltas?: (number[]|null);

                /** Export, 50th percentile: 0 to 1 000 000 000 W. */
                exportP50WDeltas?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ForecastProfile. */
            type $Shape = chargepact.v1.ForecastProfile.$Properties;
        }

        /**
         * Properties of a Forecast.
         * @deprecated Use chargepact.v1.Forecast.$Properties instead.
         */
        interface IForecast extends chargepact.v1.Forecast.$Properties {
        }

        /**
         * Operator of a site, to the operator above: the forecast of all of its children together. Never of one or two (with fewer than
         * three it is what was expected without them: other load, and vehicles by history), and who is counted in two forecasts differs
         * by none or by at least three (CP-FORECAST-1). A new plan of one that is counted in both shows in their difference. Answered
         * with StatusAck.
         */
        class Forecast {

            /**
             * Constructs a new Forecast.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.Forecast.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Required. */
            profile?: (chargepact.v1.ForecastProfile.$Properties|null);

            /** Energy in it that could be taken at another time, 0 to 1 000 000 000 Wh. Required. */
            shiftableWh?: (number|null);

            /** Children counted: 0, or 3 to 1 000 000. */
            children: number;

            /**
             * Creates a new Forecast instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Forecast instance
             */
            static create(properties: chargepact.v1.Forecast.$Shape): chargepact.v1.Forecast & chargepact.v1.Forecast.$Shape;
            static create(properties?: chargepact.v1.Forecast.$Properties): chargepact.v1.Forecast;

            /**
             * Encodes the specified Forecast message. Does not implicitly {@link chargepact.v1.Forecast.verify|verify} messages.
             * @param message Forecast message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.Forecast.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Forecast message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.Forecast & chargepact.v1.Forecast.$Shape} Forecast
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.Forecast & chargepact.v1.Forecast.$Shape;
        }

        namespace Forecast {

            /** Properties of a Forecast. */
            interface $Properties {

                /** Required. */
                profile?: (chargepact.v1.ForecastProfile.$Properties|null);

                /** Energy in it that could be taken at another time, 0 to 1 000 000 000 Wh. Required. */
                shiftableWh?: (number|null);

                /** Children counted: 0, or 3 to 1 000 000. */
                children?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Forecast. */
            type $Shape = chargepact.v1.Forecast.$Properties;
        }

        /**
         * Properties of a SiteProfile.
         * @deprecated Use chargepact.v1.SiteProfile.$Properties instead.
         */
        interface ISiteProfile extends chargepact.v1.SiteProfile.$Properties {
        }

        /** What an operator tells one site, step by step. Vectors travel as those of ForecastProfile. */
        class SiteProfile {

            /**
             * Constructs a new SiteProfile.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.SiteProfile.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Instant of the first step, 0 to 4 102 444 800 s. */
            startS: number;

            /** 1 to 86 400 s. Required. */
            stepS: number;

            /** Price of what the site draws: -1 000 000 000 to 1 000 000 000 millionths of the currency per kWh. */
            microPerKwhDeltas: number[];

            /** The most that the next plans will let it draw, its fallback included: 0 to 1 000 000 000 W. Only a lease grants it. */
            capacityWDeltas: number[];

            /** Net import at which it lifts the common level by nothing: -1 000 000 000 to 1 000 000 000 W. */
            profileWDeltas: number[];

            /** Part of the level that is the site's: 0 to 1 000 000 millionths; over all sites 1 in every step. */
            sharePpmDeltas: number[];

            /**
             * Creates a new SiteProfile instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SiteProfile instance
             */
            static create(properties: chargepact.v1.SiteProfile.$Shape): chargepact.v1.SiteProfile & chargepact.v1.SiteProfile.$Shape;
            static create(properties?: chargepact.v1.SiteProfile.$Properties): chargepact.v1.SiteProfile;

            /**
             * Encodes the specified SiteProfile message. Does not implicitly {@link chargepact.v1.SiteProfile.verify|verify} messages.
             * @param message SiteProfile message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.SiteProfile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SiteProfile message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.SiteProfile & chargepact.v1.SiteProfile.$Shape} SiteProfile
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.SiteProfile & chargepact.v1.SiteProfile.$Shape;
        }

        namespace SiteProfile {

            /** Properties of a SiteProfile. */
            interface $Properties {

                /** Instant of the first step, 0 to 4 102 444 800 s. */
                startS?: (number|null);

                /** 1 to 86 400 s. Required. */
                stepS?: (number|null);

                /** Price of what the site draws: -1 000 000 000 to 1 000 000 000 millionths of the currency per kWh. */
                microPerKwhDeltas?: (number[]|null);

                /** The most that the next plans will let it draw, its fallback included: 0 to 1 000 000 000 W. Only a lease grants it. */
                capacityWDeltas?: (number[]|null);

                /** Net import at which it lifts the common level by nothing: -1 000 000 000 to 1 000 000 000 W. */
                profileWDeltas?: (number[]|null);

                /** Part of the level that is the site's: 0 to 1 000 000 millionths; over all sites 1 in every step. */
                sharePpmDeltas?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SiteProfile. */
            type $Shape = chargepact.v1.SiteProfile.$Properties;
        }

        /**
         * Properties of a PriceNotice.
         * @deprecated Use chargepact.v1.PriceNotice.$Properties instead.
         */
        interface IPriceNotice extends chargepact.v1.PriceNotice.$Properties {
        }

        /**
         * Operator, to one site below it: prices, capacity and its part of the common level. It replaces the notice before.
         * Answered with StatusAck.
         */
        class PriceNotice {

            /**
             * Constructs a new PriceNotice.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.PriceNotice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Counts the publications of this life of the operator, 1 to 2^32 - 1. Required. */
            number: number;

            /** Required. */
            terms?: (chargepact.v1.SiteProfile.$Properties|null);

            /**
             * The site pays this for each kW z by which it lifts the level, or gets as much for lowering it, where z is the least for which its net
             * import is at most profile + z * share in every step: an integer of 0 to 9 007 199 254 740 991. Required.
             */
            levelMicroPerKw?: (number|null);

            /**
             * Lowering the level by more than this pays nothing more: a peak that was metered already is due in any case. 0 to 1 000 000 000 W.
             * Required.
             */
            levelFallW?: (number|null);

            /**
             * Creates a new PriceNotice instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PriceNotice instance
             */
            static create(properties: chargepact.v1.PriceNotice.$Shape): chargepact.v1.PriceNotice & chargepact.v1.PriceNotice.$Shape;
            static create(properties?: chargepact.v1.PriceNotice.$Properties): chargepact.v1.PriceNotice;

            /**
             * Encodes the specified PriceNotice message. Does not implicitly {@link chargepact.v1.PriceNotice.verify|verify} messages.
             * @param message PriceNotice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.PriceNotice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PriceNotice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.PriceNotice & chargepact.v1.PriceNotice.$Shape} PriceNotice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.PriceNotice & chargepact.v1.PriceNotice.$Shape;
        }

        namespace PriceNotice {

            /** Properties of a PriceNotice. */
            interface $Properties {

                /** Counts the publications of this life of the operator, 1 to 2^32 - 1. Required. */
                number?: (number|null);

                /** Required. */
                terms?: (chargepact.v1.SiteProfile.$Properties|null);

                /**
                 * The site pays this for each kW z by which it lifts the level, or gets as much for lowering it, where z is the least for which its net
                 * import is at most profile + z * share in every step: an integer of 0 to 9 007 199 254 740 991. Required.
                 */
                levelMicroPerKw?: (number|null);

                /**
                 * Lowering the level by more than this pays nothing more: a peak that was metered already is due in any case. 0 to 1 000 000 000 W.
                 * Required.
                 */
                levelFallW?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PriceNotice. */
            type $Shape = chargepact.v1.PriceNotice.$Properties;
        }

        /**
         * Properties of a TradeOffer.
         * @deprecated Use chargepact.v1.TradeOffer.$Properties instead.
         */
        interface ITradeOffer extends chargepact.v1.TradeOffer.$Properties {
        }

        /**
         * Grantor, to each of the two: would you hold these terms instead, at this price? Nothing is booked, and nothing changes until both
         * have accepted. Answered with TradeAccept or Reject.
         */
        class TradeOffer {

            /**
             * Constructs a new TradeOffer.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.TradeOffer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Names the trade: epoch of the grantor and its count of trades, from 1. Required. */
            trade?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** The newest lease of this holder, which the trade would change. Required. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** Encoded Terms, 1 to 16 384 bytes: what this holder would hold, all of its connectors. Required. */
            terms: Uint8Array;

            /**
             * What this holder pays (+) or receives (-), beside the bill for energy: an integer of magnitude up to 9 007 199 254 740 991 millionths of
             * the currency. Required.
             */
            priceMicro?: (number|null);

            /** How long it may be accepted, 1 to 86 400 000 ms. Required. */
            validMs: number;

            /**
             * Creates a new TradeOffer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TradeOffer instance
             */
            static create(properties: chargepact.v1.TradeOffer.$Shape): chargepact.v1.TradeOffer & chargepact.v1.TradeOffer.$Shape;
            static create(properties?: chargepact.v1.TradeOffer.$Properties): chargepact.v1.TradeOffer;

            /**
             * Encodes the specified TradeOffer message. Does not implicitly {@link chargepact.v1.TradeOffer.verify|verify} messages.
             * @param message TradeOffer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.TradeOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TradeOffer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.TradeOffer & chargepact.v1.TradeOffer.$Shape} TradeOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.TradeOffer & chargepact.v1.TradeOffer.$Shape;
        }

        namespace TradeOffer {

            /** Properties of a TradeOffer. */
            interface $Properties {

                /** Names the trade: epoch of the grantor and its count of trades, from 1. Required. */
                trade?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** The newest lease of this holder, which the trade would change. Required. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** Encoded Terms, 1 to 16 384 bytes: what this holder would hold, all of its connectors. Required. */
                terms?: (Uint8Array|null);

                /**
                 * What this holder pays (+) or receives (-), beside the bill for energy: an integer of magnitude up to 9 007 199 254 740 991 millionths of
                 * the currency. Required.
                 */
                priceMicro?: (number|null);

                /** How long it may be accepted, 1 to 86 400 000 ms. Required. */
                validMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TradeOffer. */
            type $Shape = chargepact.v1.TradeOffer.$Properties;
        }

        /**
         * Properties of a TradeAccept.
         * @deprecated Use chargepact.v1.TradeAccept.$Properties instead.
         */
        interface ITradeAccept extends chargepact.v1.TradeAccept.$Properties {
        }

        /**
         * Holder, in answer: agreed, for as long as the lease named is its newest (CP-TRADE-3). A request as Accept is. Answered with
         * StatusAck where the trade is carried out or waits for the other, else with Reject: STALE_LEASE where a lease that it changes is
         * not the newest any more (CP-TRADE-5).
         */
        class TradeAccept {

            /**
             * Constructs a new TradeAccept.
             * @param [properties] Properties to set
             */
            constructor(properties?: chargepact.v1.TradeAccept.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** As in the offer. Required. */
            trade?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** As in the offer. Required. */
            version?: (chargepact.v1.LeaseVersion.$Properties|null);

            /** First 16 bytes of SHA-256 over the terms as received. Required. */
            hash: Uint8Array;

            /** As in the offer. Required. */
            priceMicro?: (number|null);

            /**
             * By how much the holder's declared cost changes, + dearer: wear and what is not delivered, without the price of energy and this one.
             * An integer of magnitude up to 9 007 199 254 740 991. Required.
             */
            costMicro?: (number|null);

            /**
             * Creates a new TradeAccept instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TradeAccept instance
             */
            static create(properties: chargepact.v1.TradeAccept.$Shape): chargepact.v1.TradeAccept & chargepact.v1.TradeAccept.$Shape;
            static create(properties?: chargepact.v1.TradeAccept.$Properties): chargepact.v1.TradeAccept;

            /**
             * Encodes the specified TradeAccept message. Does not implicitly {@link chargepact.v1.TradeAccept.verify|verify} messages.
             * @param message TradeAccept message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: chargepact.v1.TradeAccept.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TradeAccept message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {chargepact.v1.TradeAccept & chargepact.v1.TradeAccept.$Shape} TradeAccept
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): chargepact.v1.TradeAccept & chargepact.v1.TradeAccept.$Shape;
        }

        namespace TradeAccept {

            /** Properties of a TradeAccept. */
            interface $Properties {

                /** As in the offer. Required. */
                trade?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** As in the offer. Required. */
                version?: (chargepact.v1.LeaseVersion.$Properties|null);

                /** First 16 bytes of SHA-256 over the terms as received. Required. */
                hash?: (Uint8Array|null);

                /** As in the offer. Required. */
                priceMicro?: (number|null);

                /**
                 * By how much the holder's declared cost changes, + dearer: wear and what is not delivered, without the price of energy and this one.
                 * An integer of magnitude up to 9 007 199 254 740 991. Required.
                 */
                costMicro?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TradeAccept. */
            type $Shape = chargepact.v1.TradeAccept.$Properties;
        }
    }
}
